package io.lunbo.report;

import io.lunbo.playlog.PlayOutcome;
import io.lunbo.screen.Screen;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.ws.rs.QueryParam;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * What an inspector looks at; the address of the page says the same, so that it can be kept and sent on.
 *
 * @param screen the screen
 * @param date the day in the screen's zone
 * @param today today in the screen's zone
 * @param media only this one, or null
 * @param outcome only this one, or null
 * @param hour only this hour, counted from the day's beginning, or null
 */
public record PlayChoice(
        Screen screen, LocalDate date, LocalDate today, String media, PlayOutcome outcome, Integer hour) {

    /** The choice as the address says it. */
    public static final class Asked {
        /** A screen's code. */
        @QueryParam("screen")
        String screen;

        /** A date. */
        @QueryParam("date")
        String date;

        /** A SHA-256. */
        @QueryParam("media")
        String media;

        /** An outcome's name. */
        @QueryParam("outcome")
        String outcome;

        /** Hours from midnight. */
        @QueryParam("hour")
        String hour;

        /** Where the page before ended. */
        @QueryParam("cursor")
        String cursor;
    }

    static PlayChoice of(Asked asked, Screen screen, Instant now, Language language) {
        LocalDate today = LocalDate.ofInstant(now, screen.timeZone());
        String field = "date";
        try {
            LocalDate date = empty(asked.date) ? today : LocalDate.parse(asked.date);
            if (date.getYear() < 1900 || date.getYear() > 9000) {
                throw refused(field, language);
            }
            field = "outcome";
            PlayOutcome outcome = empty(asked.outcome) ? null : PlayOutcome.valueOf(asked.outcome);
            field = "hour";
            Integer hour = empty(asked.hour) ? null : Integer.valueOf(asked.hour);
            boolean hourFits = hour == null || hour >= 0 && hour < 26;
            boolean mediaFits = empty(asked.media) || asked.media.matches("[0-9a-f]{64}");
            if (!hourFits || !mediaFits) {
                throw refused(hourFits ? "media" : field, language);
            }
            return new PlayChoice(screen, date, today, empty(asked.media) ? null : asked.media, outcome, hour);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw refused(field, language);
        }
    }

    PlayFilter filter() {
        ZoneId zone = screen.timeZone();
        Instant from = date.atStartOfDay(zone).toInstant();
        Instant until = date.plusDays(1).atStartOfDay(zone).toInstant();
        if (hour == null) {
            return new PlayFilter(screen.id(), from, until, media, outcome);
        }
        Instant hourFrom = from.plus(hour, ChronoUnit.HOURS);
        Instant hourUntil = hourFrom.plus(1, ChronoUnit.HOURS);
        return new PlayFilter(
                screen.id(),
                hourFrom.isBefore(until) ? hourFrom : until,
                hourUntil.isBefore(until) ? hourUntil : until,
                media,
                outcome);
    }

    /** The hour as the wall clock writes it, null where none is chosen. */
    public String hourLabel() {
        return hour == null
                ? null
                : date.atStartOfDay(screen.timeZone())
                        .plusHours(hour)
                        .toLocalTime()
                        .toString();
    }

    /** Whether less than the whole day is shown. */
    public boolean narrowed() {
        return media != null || outcome != null || hour != null;
    }

    /** The address of this choice. */
    public String address() {
        return "/plays" + query();
    }

    /** The address of the whole day. */
    public String wholeDay() {
        return new PlayChoice(screen, date, today, null, null, null).address();
    }

    /** The address of the file with the same plays. */
    public String file() {
        return "/plays.csv" + query();
    }

    /** The address of the day before. */
    public String dayBefore() {
        return new PlayChoice(screen, date.minusDays(1), today, media, outcome, null).address();
    }

    /** The address of the day after. */
    public String dayAfter() {
        return new PlayChoice(screen, date.plusDays(1), today, media, outcome, null).address();
    }

    /** The address of the plays of one media. */
    public String ofMedia(String sha256) {
        return new PlayChoice(screen, date, today, sha256, outcome, hour).address() + "#plays";
    }

    /** The address of the plays of one hour. */
    public String ofHour(int chosen) {
        return new PlayChoice(screen, date, today, media, outcome, chosen).address() + "#plays";
    }

    /** The address of the plays that ended in one way. */
    public String ofOutcome(String chosen) {
        return new PlayChoice(screen, date, today, media, PlayOutcome.valueOf(chosen), hour).address() + "#plays";
    }

    String after(Play.Cursor cursor) {
        return address() + "&cursor=" + cursor.text() + "#plays";
    }

    private String query() {
        StringBuilder query = new StringBuilder("?screen=")
                .append(URLEncoder.encode(screen.code(), StandardCharsets.UTF_8))
                .append("&date=")
                .append(date);
        append(query, "media", media);
        append(query, "outcome", outcome);
        append(query, "hour", hour);
        return query.toString();
    }

    private static void append(StringBuilder query, String name, Object value) {
        if (value != null) {
            query.append('&').append(name).append('=').append(value);
        }
    }

    private static boolean empty(String text) {
        return text == null || text.isEmpty();
    }

    private static Problem refused(String field, Language language) {
        return Problem.of(ProblemType.INVALID_INPUT).field(field, language.text("problem_field_unreadable"));
    }
}
