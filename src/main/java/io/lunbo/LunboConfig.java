package io.lunbo;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Where the process keeps its files, and what its one clock shows. */
@ConfigMapping(prefix = "lunbo")
public interface LunboConfig {
    /** The folder of everything that must survive a restart: database, media, keys. */
    @WithDefault("data")
    Path data();

    /** The demo campaign is set up at the first start, and its clock stands in the campaign's week. */
    @WithDefault("false")
    boolean demo();

    /** Where the bundled database server and film tools are unpacked, once for all instances on this machine. */
    @WithDefault("${user.home}/.cache/lunbo")
    Path cache();

    /** The embedded database. */
    Database database();

    /** The embedded database. */
    interface Database {
        /** The loopback port of the embedded server; 0 takes a free one. */
        @WithDefault("0")
        int port();
    }

    /** The clock. */
    Clock clock();

    /** The clock. */
    interface Clock {
        /**
         * What the clock shows at the very first start; it runs on from there, also while Lunbo is stopped. Absent: the
         * real time. In the demo: half a minute before the first campaign's first morning at nine.
         */
        Optional<OffsetDateTime> startsAt();
    }
}
