package io.lunbo.emergency;

import io.lunbo.takeover.AlertLevel;
import io.lunbo.takeover.IssuingLevel;
import io.lunbo.takeover.Notice;
import io.lunbo.takeover.TakeoverOrder.Terms;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;

/**
 * An order as a person types it: text throughout, so that nothing typed is lost where it cannot be understood.
 *
 * @param all whether all screens are meant
 * @param drill whether it is a drill
 * @param media the id of a media
 * @param from when it begins, by the clocks where the screens stand; empty: now
 * @param until when it ends; empty: when somebody lifts it
 * @param othersOnly whether a warning goes to the screens that can show it, and leaves out the others
 */
public record EmergencyForm(
        @RestForm String all,
        @RestForm List<String> groups,
        @RestForm List<String> screens,
        @RestForm String drill,
        @RestForm String reason,
        @RestForm String media,
        @RestForm String from,
        @RestForm String until,
        @RestForm String sound,
        @RestForm String issuing,
        @RestForm String category,
        @RestForm String level,
        @RestForm String startsAt,
        @RestForm String area,
        @RestForm String warning,
        @RestForm String measures,
        @RestForm String issuer,
        @RestForm String issuedAt,
        @RestForm String othersOnly) {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** An empty one: all screens, from now on, issued now. */
    static EmergencyForm blank(Set<String> screens, Instant now) {
        String minute = LocalDateTime.ofInstant(now, ZONE)
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
        return new EmergencyForm(
                screens.isEmpty() ? "on" : null,
                List.of(),
                List.copyOf(screens),
                null,
                "",
                "",
                "",
                "",
                null,
                IssuingLevel.DISTRICT.name(),
                "",
                "",
                minute,
                "",
                "",
                "",
                "",
                minute,
                null);
    }

    /** The screens that are meant. */
    Target target() {
        return new Target(all != null, set(groups), set(screens));
    }

    boolean isDrill() {
        return drill != null;
    }

    String why() {
        return blank(reason) ? null : reason.strip();
    }

    Optional<UUID> mediaId() {
        try {
            return blank(media) ? Optional.empty() : Optional.of(UUID.fromString(media.strip()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether what was typed for a time is none. */
    boolean unreadable(String typed) {
        return !blank(typed) && instant(typed) == null;
    }

    Terms terms() {
        IssuingLevel stands = choice(IssuingLevel.values(), issuing).orElse(IssuingLevel.DISTRICT);
        return new Terms(instant(from), instant(until), sound != null, stands, isDrill(), why());
    }

    /** What is missing is null, and is refused with its name. */
    Notice notice() {
        return new Notice(
                text(category),
                choice(AlertLevel.values(), level).orElse(null),
                instant(startsAt),
                text(area),
                text(warning),
                text(measures),
                text(issuer),
                instant(issuedAt));
    }

    private static <E extends Enum<E>> Optional<E> choice(E[] all, String typed) {
        return Arrays.stream(all).filter(one -> one.name().equals(typed)).findFirst();
    }

    private static Instant instant(String typed) {
        try {
            Instant at = blank(typed)
                    ? null
                    : LocalDateTime.parse(typed.strip()).atZone(ZONE).toInstant();
            boolean ours =
                    at != null && at.isAfter(Instant.EPOCH) && at.isBefore(Instant.parse("2200-01-01T00:00:00Z"));
            return ours ? at : null;
        } catch (DateTimeException e) {
            return null; // the caller says which field it was
        }
    }

    /** A line end that was typed in a longer field is a space on the screen. */
    private static String text(String typed) {
        return typed == null ? null : typed.strip().replaceAll("\\R", " ");
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }

    private static Set<String> set(List<String> values) {
        return values == null ? Set.of() : new TreeSet<>(values);
    }
}
