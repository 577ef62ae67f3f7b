package io.lunbo.desk;

import io.lunbo.campaign.SpotFacts;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestForm;

/**
 * A spot as a person types it.
 *
 * @param how WEIGHT, PER_DAY or FIXED: which of the three fields counts
 * @param fixedAt wall clock times such as {@code 2023-04-20 12:00}, one per line
 * @param stillSeconds how long a picture stands
 */
public record SpotForm(
        @RestForm String mediaId,
        @RestForm String how,
        @RestForm String weight,
        @RestForm String perDay,
        @RestForm String fixedAt,
        @RestForm String group,
        @RestForm String stillSeconds,
        @RestForm List<String> screens) {
    /** What no field can mean: it is refused like any other number out of range. */
    private static final int UNREADABLE = -1;

    static SpotForm blank() {
        return new SpotForm("", "WEIGHT", "1", "", "", "", "", List.of());
    }

    /** Whether that way of saying how often is chosen. */
    public boolean says(String way) {
        return way.equals(how);
    }

    /** Whether that screen is ticked. */
    public boolean names(String screen) {
        return screens != null && screens.contains(screen);
    }

    SpotFacts facts(ZoneId zone) {
        Integer still = number(stillSeconds);
        return new SpotFacts(
                id(),
                says("WEIGHT") ? number(weight) : null,
                says("PER_DAY") ? number(perDay) : null,
                says("FIXED") ? instants(zone) : Set.of(),
                group,
                still == null ? null : still * 1000L,
                new LinkedHashSet<>(screens == null ? List.of() : screens));
    }

    private UUID id() {
        boolean readable = mediaId != null && mediaId.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        return readable ? UUID.fromString(mediaId) : null;
    }

    private Set<Instant> instants(ZoneId zone) {
        return fixedAt == null
                ? Set.of()
                : fixedAt.lines()
                        .filter(line -> !line.isBlank())
                        .map(line -> instant(line, zone))
                        .collect(Collectors.toSet());
    }

    /** What cannot be read becomes an instant that no campaign has, and is refused with its place. */
    private static Instant instant(String line, ZoneId zone) {
        try {
            return LocalDateTime.parse(line.strip().replace(' ', 'T'))
                    .atZone(zone)
                    .toInstant();
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    private static Integer number(String typed) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        return typed.strip().matches("\\d{1,7}") ? Integer.valueOf(typed.strip()) : UNREADABLE;
    }
}
