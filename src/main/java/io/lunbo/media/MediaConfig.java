package io.lunbo.media;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What is taken in, and with which tools it is looked at. */
@ConfigMapping(prefix = "lunbo.media")
public interface MediaConfig {
    /** The folder of the system's own ffmpeg and ffprobe. Absent: the bundled ones, unpacked into the cache. */
    Optional<Path> ffmpeg();

    /** How much longer than a film lasts its decoding may take. Raise it on a slow machine that refuses good films. */
    @WithDefault("60s")
    Duration inspectionGrace();

    /** How many files are decoded at once; the others wait. More of them slow down everything else on the machine. */
    @WithDefault("2")
    int inspectionsAtOnce();

    /** The largest file in bytes; larger ones are refused before they are read. Up to {@code max-body-size} of HTTP. */
    @WithDefault("20000000000")
    long maxUploadBytes();

    /** Bytes that an upload must leave free on the disk: the database lives there, too. */
    @WithDefault("1000000000")
    long reserveBytes();
}
