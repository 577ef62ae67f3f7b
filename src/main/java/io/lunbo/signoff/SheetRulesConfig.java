package io.lunbo.signoff;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/** What holds for units that have said nothing else. */
@ConfigMapping(prefix = "lunbo.sheets")
public interface SheetRulesConfig {
    /**
     * From when on the next day's sheet is frozen, in the screen's zone: {@code HH:MM}, or {@code off}. Absent: 18:00, but off
     * in the demo, whose first visitor changes a day that has begun.
     */
    Optional<@Pattern(regexp = SheetRules.FREEZE) String> freezeAt();
}
