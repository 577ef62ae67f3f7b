package io.lunbo.signoff;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;

/** What holds for units that have said nothing else. */
@ConfigMapping(prefix = "lunbo.sheets")
public interface SheetRulesConfig {
    /** From when on the next day's sheet is frozen, in the screen's zone: {@code HH:MM}, or {@code off}. */
    @WithDefault("18:00")
    @Pattern(regexp = SheetRules.FREEZE)
    String freezeAt();
}
