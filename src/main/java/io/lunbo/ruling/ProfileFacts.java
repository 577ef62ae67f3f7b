package io.lunbo.ruling;

import io.lunbo.rules.Rule;
import io.lunbo.rules.RuleKind;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/**
 * What is said of a profile when it is made or changed.
 *
 * @param code a short stable name
 * @param name the name as people say it
 * @param rules all its rules
 */
public record ProfileFacts(
        @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,62}")
        String code,

        @NotBlank @Size(max = 100) @Pattern(regexp = PLAIN, message = "{lunbo.plain}")
        String name,

        @NotNull @Size(max = 40) List<@NotNull @Valid RuleFacts> rules) {
    static final String PLAIN = "[^\\p{Cc}\\p{Cs}]*";

    /**
     * What is said of a rule. Who confirmed it is not said here: a rule that is changed is assumed again.
     *
     * @param id the rule that is changed; null: a new one
     * @param kind what it is about
     * @param value what it demands: weekly hours such as {@code 08:00-22:00} or {@code closed}, a number of seconds, {@code 30 TIME
     *     DAY}, or candela per square metre
     * @param source where it comes from
     * @param refused whether what breaks it is refused
     */
    public record RuleFacts(
            UUID id,
            @NotNull RuleKind kind,
            @NotBlank @Size(max = 200) String value,

            @NotBlank @Size(max = 500) @Pattern(regexp = PLAIN, message = "{lunbo.plain}")
            String source,

            boolean refused) {
        /** What is said of a rule now. */
        static RuleFacts of(Rule rule) {
            return new RuleFacts(rule.id(), rule.kind(), rule.value().text(), rule.source(), rule.refused());
        }

        RuleFacts copied() {
            return new RuleFacts(null, kind, value, source, refused);
        }
    }

    /** What is said of a profile now. */
    static ProfileFacts of(RuleProfile profile) {
        return new ProfileFacts(
                profile.code(),
                profile.name(),
                profile.rules().stream().map(RuleFacts::of).toList());
    }
}
