package io.lunbo.upkeep;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How what is stored is swept and read again. */
@ConfigMapping(prefix = "lunbo.storage")
public interface StorageConfig {
    /** How long a file that nobody owns is kept: as long as a backup of the database may be younger than its files. */
    @WithDefault("7d")
    Duration orphansKept();

    /** When orphans are swept, as a cron expression of Quarkus; {@code off}: never. */
    @WithDefault("0 10 3 * * ?")
    String sweepAt();

    /** When stored files are read again, as a cron expression of Quarkus; {@code off}: never. */
    @WithDefault("0 30 0 * * ?")
    String scrubAt();

    /** For how long a night files are read; the next night goes on where this one ended. */
    @WithDefault("5h")
    Duration scrubFor();

    /** How many bytes a second are read at most: players and uploads need the disk, too. */
    @WithDefault("20000000")
    long scrubBytesPerSecond();
}
