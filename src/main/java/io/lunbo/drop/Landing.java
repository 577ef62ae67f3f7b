package io.lunbo.drop;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where figures land that this node sends: any node may run the job, and each has its own folders unless they are shared. */
@ApplicationScoped
class Landing {
    private static final int LONGEST_NODE = 100;
    private static final int LONGEST_FOLDER = 600;

    private final String node;
    private final Path drops;

    Landing(
            @ConfigProperty(name = "lunbo.work.node") Optional<String> node,
            @ConfigProperty(name = "lunbo.data", defaultValue = "data") Path data) {
        this.node = end(node.orElseGet(Landing::machine), LONGEST_NODE);
        this.drops = data.resolve("drops");
    }

    /** The name of this node, that of its machine where it was given none; its end where it is longer than 100 characters. */
    String node() {
        return node;
    }

    /** The folder of a drop on this node. */
    Path folder(FigureDrop drop) {
        return drops.toAbsolutePath().resolve(drop.target());
    }

    /** The same as it was set up, for people; null where the drop is no folder. Its end where it is very long. */
    String said(FigureDrop drop) {
        return drop.kind() == FigureDrop.Kind.FOLDER
                ? end(drops.resolve(drop.target()).toString(), LONGEST_FOLDER)
                : null;
    }

    private static String end(String text, int longest) {
        return text.substring(Math.max(0, text.length() - longest));
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown"; // a machine without a name sends its figures nevertheless
        }
    }
}
