package io.lunbo.campaign;

import io.lunbo.screen.Screen;
import io.lunbo.terms.Alternative;
import io.lunbo.terms.SpotTerms;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What is said of a spot when it is booked or changed. Exactly one of weight, share, plays per hour or day, and fixed times (named, by a
 * rule, or both) says how often.
 *
 * @param mediaId what is shown
 * @param weight its part of the loop beside the others; may be null
 * @param perDay plays a day on each screen; may be null
 * @param fixedAt when it starts, to the second; may be null or empty
 * @param group spots of one group are kept apart; may be null
 * @param stillMs how long a picture stands, else null
 * @param screens codes of some of the campaign's screens; null or empty: all that can show it
 * @param terms what else is agreed; null: nothing
 * @param alternatives what is shown in place of the media on screens of some profile, the first that means a screen; may be null
 */
public record SpotFacts(
        @NotNull UUID mediaId,
        @Min(1) @Max(1000) Integer weight,
        @Min(1) @Max(100_000) Integer perDay,
        @Size(max = 1000) Set<@NotNull Instant> fixedAt,

        @Size(max = 64) @Pattern(regexp = CampaignFacts.PLAIN, message = "{lunbo.plain}")
        String group,

        @Min(1000) @Max(600_000) Long stillMs,
        @Size(max = 1000) Set<@NotNull String> screens,
        @Valid SpotTerms terms,
        @Size(max = 12) List<@NotNull @Valid Alternative> alternatives) {
    /** Leaves no nulls where there are sets. */
    public SpotFacts {
        fixedAt = fixedAt == null ? Set.of() : fixedAt;
        screens = screens == null ? Set.of() : screens;
        group = group == null || group.isBlank() ? null : group.strip();
        terms = terms == null ? SpotTerms.NONE : terms;
        alternatives = alternatives == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(alternatives));
    }

    /** Nothing else agreed. */
    public SpotFacts(
            UUID mediaId,
            Integer weight,
            Integer perDay,
            Set<Instant> fixedAt,
            String group,
            Long stillMs,
            Set<String> screens) {
        this(mediaId, weight, perDay, fixedAt, group, stillMs, screens, SpotTerms.NONE, List.of());
    }

    /** What is said of a spot now. */
    public static SpotFacts of(Spot spot) {
        return at(spot, spot.fixedTimes());
    }

    /** What is said of a spot now, but for its fixed times. */
    public static SpotFacts at(Spot spot, Set<Instant> fixedAt) {
        return new SpotFacts(
                spot.media().id(),
                spot.weight(),
                spot.perDay(),
                fixedAt,
                spot.separationGroup(),
                spot.stillMs(),
                spot.namedScreens().stream().map(Screen::code).collect(Collectors.toCollection(TreeSet::new)),
                spot.terms(),
                spot.alternatives());
    }

    /** The same said of another media. */
    public SpotFacts withMedia(UUID other) {
        return new SpotFacts(other, weight, perDay, fixedAt, group, stillMs, screens, terms, alternatives);
    }

    /** The same said, but for what else is agreed. */
    public SpotFacts with(SpotTerms other) {
        return new SpotFacts(mediaId, weight, perDay, fixedAt, group, stillMs, screens, other, alternatives);
    }

    boolean saysHowOftenOnce() {
        int ways = (weight == null ? 0 : 1) + (perDay == null ? 0 : 1) + (isTimed() ? 1 : 0);
        return ways + terms.ways() == 1;
    }

    private boolean isTimed() {
        return !fixedAt.isEmpty() || terms.repeat() != null;
    }
}
