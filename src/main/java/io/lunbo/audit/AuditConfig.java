package io.lunbo.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where the trail's ends are kept. */
@ConfigMapping(prefix = "lunbo.audit")
public interface AuditConfig {
    /**
     * The file outside the database to which the end of the chain is written every ten minutes, and with which each
     * verification compares: entries that are cut off at the end, or a chain written anew, are found by it.
     */
    @WithDefault("${lunbo.data:data}/audit-heads")
    Path heads();
}
