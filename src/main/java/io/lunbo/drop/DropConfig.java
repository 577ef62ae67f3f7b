package io.lunbo.drop;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** When closed days are sent to other platforms. */
@ConfigMapping(prefix = "lunbo.drops")
public interface DropConfig {
    /** From which hour, by the clocks of Beijing, yesterday is closed: late logs have had the night to come. */
    @WithDefault("6")
    int fromHour();

    /** How often what is due is looked for; {@code off}: never. */
    @WithDefault("5m")
    String every();

    /** Whether an address may lead to this machine or its link: no for platforms outside. */
    @WithDefault("false")
    boolean nearby();

    /** The private key (PKCS#8, PEM) under which shared secrets are sealed, the same on all nodes; absent: one is made in the data folder. */
    Optional<Path> key();
}
