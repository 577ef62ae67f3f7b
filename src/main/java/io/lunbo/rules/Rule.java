package io.lunbo.rules;

import java.time.Instant;
import java.util.UUID;

/**
 * A rule of a profile.
 *
 * @param id its id, which it keeps while its words change
 * @param kind what it is about
 * @param value what it demands
 * @param source the law, notice or agreement that it comes from
 * @param refused whether what breaks it is refused; else it is a warning
 * @param confirmed who confirmed it; null: it is assumed
 */
public record Rule(UUID id, RuleKind kind, RuleValue value, String source, boolean refused, Confirmation confirmed) {
    /**
     * Somebody said that it holds.
     *
     * @param by the account
     * @param name the person's name at that time
     * @param at when
     */
    public record Confirmation(UUID by, String name, Instant at) {}

    /** Whether nobody has confirmed it. */
    public boolean assumed() {
        return confirmed == null;
    }
}
