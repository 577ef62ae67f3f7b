package io.lunbo.demo;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The one place where the demo's passwords and tokens can be read: a private file, and once the console. */
@ApplicationScoped
class DemoAccess {
    private final Path file;

    DemoAccess(@ConfigProperty(name = "lunbo.data", defaultValue = "data") Path data) {
        this.file = data.resolve("demo-access.json");
    }

    record Player(String screen, String token) {}

    record Content(List<DemoPeople.Access> accounts, List<Player> players, String baseUrl) {}

    boolean exists() {
        return Files.exists(file);
    }

    void write(Content content) {
        JsonMapper json =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path unfinished = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(unfinished);
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.write(unfinished, json.writeValueAsBytes(content));
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        print(content);
    }

    private void print(Content content) {
        StringBuilder text = new StringBuilder("The demo campaign is set up.\n\n");
        for (DemoPeople.Access account : content.accounts) {
            text.append("  %-14s %s  %s%n".formatted(account.username(), account.password(), account.unit()));
        }
        text.append('\n');
        for (Player player : content.players) {
            text.append("  %-22s %s%n".formatted(player.screen(), player.token()));
        }
        Log.info(text.append("\nPrinted once; kept in ").append(file).append('.'));
    }
}
