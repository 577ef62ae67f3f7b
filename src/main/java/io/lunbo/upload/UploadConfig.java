package io.lunbo.upload;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much may be on its way in, and for how long. */
@ConfigMapping(prefix = "lunbo.uploads")
public interface UploadConfig {
    /** Bytes that a unit may have brought altogether, what is on its way included. */
    @WithDefault("500000000000")
    long unitQuotaBytes();

    /** How many files one person may have on their way at once. */
    @WithDefault("100")
    int openAtOnce();

    /** How long an upload that nobody goes on with is kept. */
    @WithDefault("7d")
    Duration keptFor();

    /** How much is received before it is flushed and counted: so much is sent again at most after a crash. */
    @WithDefault("8388608")
    int flushedEvery();
}
