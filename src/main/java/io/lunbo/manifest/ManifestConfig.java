package io.lunbo.manifest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;

/** What manifests say beside the sheets, and what they are signed with. */
@ConfigMapping(prefix = "lunbo.manifest")
public interface ManifestConfig {
    /** How long a player waits between two polls that nobody holds open. */
    @WithDefault("15s")
    Duration pollAfter();

    /** How many days after today a manifest lists, so that a player without network goes on. */
    @WithDefault("7")
    @Min(0)
    @Max(31)
    int daysAhead();

    /**
     * The Ed25519 private key (PKCS#8, PEM) that manifests are signed with. All nodes need the same one. Absent: one is made
     * in the data folder at the first start.
     */
    Optional<Path> signingKey();

    /** Brightness and volume of a screen that has no rules of its own. */
    Levels levels();

    /** Brightness and volume. */
    interface Levels {
        /** When the day's brightness begins. */
        @WithDefault("06:30")
        LocalTime dayFrom();

        /** When the night's brightness begins: at dusk, not when people go to bed. */
        @WithDefault("19:30")
        LocalTime nightFrom();

        /** Brightness of the day in percent. */
        @WithDefault("100")
        @Min(0)
        @Max(100)
        int day();

        /** Brightness of the night in percent. */
        @WithDefault("40")
        @Min(0)
        @Max(100)
        int night();

        /** Volume in percent. Public screens are mute unless somebody allows sound. */
        @WithDefault("0")
        @Min(0)
        @Max(100)
        int volume();

        /** When sound must end, whatever the volume is. */
        @WithDefault("22:00")
        LocalTime quietFrom();

        /** When sound may begin again. */
        @WithDefault("06:00")
        LocalTime quietUntil();
    }
}
