package io.lunbo.inspect;

import io.lunbo.campaign.Campaign;
import io.lunbo.reconcile.Verdict;
import io.lunbo.screen.Screen;
import io.lunbo.tally.Tally;
import io.lunbo.tally.TallyRepository.Filter;
import jakarta.ws.rs.QueryParam;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an inspector asks; the address of the page says the same, so that it can be kept and sent on.
 *
 * @param campaign only of this one, or null
 * @param screen only of this one, or null
 * @param from the first day, by each screen's calendar
 * @param until the last day, inclusive
 * @param hour only this elapsed hour of the days, or null
 * @param media only this SHA-256, or null
 * @param verdicts only these; empty: all
 * @param logs whether logged plays are meant and not due ones
 */
public record Question(
        Campaign campaign,
        Screen screen,
        LocalDate from,
        LocalDate until,
        Integer hour,
        String media,
        Set<Verdict> verdicts,
        boolean logs) {

    /** The question as the address says it. */
    public static final class Asked {
        /** A campaign's code. */
        @QueryParam("campaign")
        public String campaign;

        /** A screen's code. */
        @QueryParam("screen")
        public String screen;

        /** The first day. */
        @QueryParam("from")
        public String from;

        /** The last day. */
        @QueryParam("until")
        public String until;

        /** Hours from midnight. */
        @QueryParam("hour")
        public String hour;

        /** A SHA-256. */
        @QueryParam("media")
        public String media;

        /** Verdicts, with commas between. */
        @QueryParam("verdict")
        public String verdict;

        /** {@code logged} for logged plays; else due ones. */
        @QueryParam("side")
        public String side;

        /** Where the page before ended. */
        @QueryParam("cursor")
        public String cursor;

        /** The number of the page, from 0. */
        @QueryParam("page")
        public String page;
    }

    Filter filter() {
        return new Filter(
                campaign == null ? null : campaign.id(),
                screen == null ? null : screen.id(),
                null,
                from,
                until,
                hour,
                media);
    }

    Question on(Screen one) {
        return new Question(campaign, one, from, until, hour, media, verdicts, logs);
    }

    Question at(LocalDate date) {
        return new Question(campaign, screen, date, date, hour, media, verdicts, logs);
    }

    Question during(Integer one) {
        return new Question(campaign, screen, from, until, one, media, verdicts, logs);
    }

    Question of(String sha256) {
        return new Question(campaign, screen, from, until, hour, sha256, verdicts, logs);
    }

    Question of(Campaign one) {
        return new Question(one, screen, from, until, hour, media, verdicts, logs);
    }

    /** How many plays of a tally it asks for. */
    long count(Tally tally) {
        if (verdicts.isEmpty()) {
            return logs ? tally.logs().total() : tally.planned();
        }
        return verdicts.stream().mapToLong(verdict -> count(tally, verdict)).sum();
    }

    private int count(Tally tally, Verdict verdict) {
        return switch (verdict) {
            case PLAYED -> logs ? tally.logs().played() : tally.dues().played();
            case PARTIAL -> logs ? tally.logs().partial() : tally.dues().partial();
            case MISSED -> logs ? 0 : tally.dues().missed();
            case WRONG -> logs ? tally.logs().wrong() : tally.dues().wrong();
            case EXTRA -> logs ? tally.logs().extra() : 0;
            case MADE_GOOD -> logs ? tally.logs().madeGood() : tally.dues().madeGood();
            case EXCUSED ->
                logs ? tally.logs().takeover() : tally.dues().excused().total();
            case NOT_YET_DUE -> logs ? 0 : tally.dues().notYet();
            case ASSUMED -> logs ? 0 : tally.dues().assumed();
            case FAILED -> logs ? tally.logs().failed() : 0;
        };
    }

    boolean has(Verdict verdict) {
        return verdicts.isEmpty() || verdicts.contains(verdict);
    }

    /** The address of the desk. */
    public String desk() {
        return "/inspect?" + query(false);
    }

    /** The address of one screen's days. */
    public String days(Screen one) {
        return "/inspect/screens/" + encoded(one.code()) + "?" + query(false);
    }

    /** The address of one day of a screen. */
    public String day(Screen one, LocalDate date) {
        String rest = campaign == null ? "" : "?campaign=" + encoded(campaign.code());
        return "/inspect/screens/" + encoded(one.code()) + "/days/" + date + rest;
    }

    /** The address of one hour of a day of a screen. */
    public String hour(Screen one, LocalDate date, int hour) {
        String rest = campaign == null ? "" : "campaign=" + encoded(campaign.code()) + "&";
        return "/inspect/screens/" + encoded(one.code()) + "/days/" + date + "?" + rest + "hour=" + hour + "#plays";
    }

    /** The address of the plays that are asked for, without verdicts. */
    public String plays() {
        return "/inspect/plays?" + query(true);
    }

    /** The whole question as the address of the plays says it. */
    public String address() {
        String chosen = verdicts.stream().map(Verdict::name).sorted().collect(Collectors.joining(","));
        return plays() + (chosen.isEmpty() ? "" : "&verdict=" + chosen) + (logs ? "&side=logged" : "");
    }

    /** The address of the file with the same plays. */
    public String csv() {
        return address().replaceFirst("/plays\\?", "/plays.csv?");
    }

    /** Whether it asks for this verdict and no other. */
    public boolean only(Verdict verdict) {
        return verdicts.size() == 1 && verdicts.contains(verdict);
    }

    private String query(boolean narrow) {
        StringBuilder query = new StringBuilder();
        append(query, "campaign", campaign == null ? null : campaign.code());
        append(query, "from", from);
        append(query, "until", until);
        if (narrow) {
            append(query, "screen", screen == null ? null : screen.code());
            append(query, "hour", hour);
            append(query, "media", media);
        }
        return query.toString();
    }

    private static void append(StringBuilder query, String name, Object value) {
        if (value != null) {
            query.append(query.isEmpty() ? "" : "&").append(name).append('=').append(encoded(value.toString()));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
