package io.lunbo.chain;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One stage of a chain.
 *
 * @param name what the unit calls it
 * @param unitId whose reviewers sign it; null: any unit's
 * @param signers the usernames of who may sign it; empty: every reviewer
 * @param hours how long it may wait; null: as long as it takes
 * @param checks what has to be answered before a yes
 * @param escalated whether a marked period added it
 */
public record ChainStage(
        String name, UUID unitId, List<String> signers, Integer hours, List<CheckItem> checks, boolean escalated) {
    /** The longest name. */
    public static final int LONGEST_NAME = 30;

    // The names that Lunbo brings read in the reader's language; what a unit has chosen reads as it was typed.
    private static final Map<String, String> KEYS = Map.of(
            "初审", "chain_stage_first",
            "复审", "chain_stage_second",
            "终审", "chain_stage_final",
            "提级审核", "chain_stage_escalated");

    /** Absent lists are empty ones. */
    public ChainStage {
        signers = signers == null ? List.of() : List.copyOf(signers);
        checks = checks == null ? List.of() : List.copyOf(checks);
    }

    /** The message key of a name that comes with Lunbo, else null. */
    @JsonIgnore
    public String nameKey() {
        return KEYS.get(name);
    }

    /** The checklist item of that code; null where it has none. */
    CheckItem check(String code) {
        return checks.stream()
                .filter(item -> item.code().equals(code))
                .findFirst()
                .orElse(null);
    }
}
