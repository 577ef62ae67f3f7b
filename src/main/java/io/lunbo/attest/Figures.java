package io.lunbo.attest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lunbo.tally.Tally;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Everything that a report says. Dates are YYYY-MM-DD of the screens, instants RFC 3339, lengths milliseconds.
 *
 * @param format of this JSON
 * @param campaign whose report it is; null: whatever the screen played
 * @param basis the document that the campaign is based on; may be null
 * @param unit the campaign's unit; may be null
 * @param screen the only screen; null: all that played
 * @param owner the unit whose screens these are; null: those of all
 * @param from the first day
 * @param until the last day
 * @param asOf the moment that the figures are of
 * @param timeZone of the first screen: by whose clock the paper tells times
 * @param total of everything
 * @param photographed due plays that a person photographed and saw as planned; missing in reports of before
 * @param screens the same by screens
 * @param days the same by days
 * @param items the same by media
 * @param outages times in which screens could not play
 * @param reviews who signed what was played
 * @param notices changes of frozen days
 * @param closing of the report on a whole campaign, which closes it; else null
 * @param faults what was wrong with screens and their players; missing in reports of before
 * @param photosReleased how many photos of these screens and days may stand in reports; missing in reports of before
 * @param photos the newest of them, at most 1,000, by screen and time, with the hashes of their files
 */
record Figures(
        int format,
        String campaign,
        String basis,
        String unit,
        String screen,
        String owner,
        String from,
        String until,
        String asOf,
        String timeZone,
        Line total,
        Integer photographed,
        List<Line> screens,
        List<Line> days,
        List<Line> items,
        List<Absent> outages,
        List<Signed> reviews,
        List<Notice> notices,
        Closing closing,
        List<Fault> faults,
        Integer photosReleased,
        List<Pictured> photos) {
    private static final JsonMapper CANONICAL = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final int RANKED = 5;

    /**
     * Counts of one thing; due and logged plays are never added up.
     *
     * @param name what it is
     * @param code its code, hash or date
     * @param due what counts (应播)
     * @param actual shown in full, at its time or made good (实播)
     */
    record Line(
            String name,
            String code,
            int planned,
            int due,
            int actual,
            int partial,
            int missed,
            int wrong,
            int madeGood,
            int blackout,
            int takeover,
            int outage,
            int closed,
            int notYet,
            int assumed,
            int logged,
            int extra,
            long dueMs,
            long shownMs) {
        static Line of(String name, String code, Tally tally) {
            Tally.Dues dues = tally.dues();
            return new Line(
                    name,
                    code,
                    tally.planned(),
                    tally.counted(),
                    tally.actual(),
                    dues.partial(),
                    dues.missed(),
                    dues.wrong(),
                    dues.madeGood(),
                    dues.excused().blackout(),
                    dues.excused().takeover(),
                    dues.excused().outage(),
                    dues.excused().closed(),
                    dues.notYet(),
                    dues.assumed(),
                    tally.logs().total(),
                    tally.logs().extra(),
                    dues.dueMs(),
                    dues.shownMs());
        }

        /** Taken out of what counts, whatever the cause. */
        @JsonIgnore
        public int excused() {
            return blackout + takeover + outage + closed;
        }

        /** The completion rate in percent, one decimal, cut; null where nothing counts. */
        @JsonIgnore
        public BigDecimal completion() {
            return due == 0
                    ? null
                    : BigDecimal.valueOf(actual * 100L).divide(BigDecimal.valueOf(due), 1, RoundingMode.DOWN);
        }

        /** Shown hours with one decimal, cut. */
        @JsonIgnore
        public BigDecimal hours() {
            return BigDecimal.valueOf(shownMs).divide(BigDecimal.valueOf(3_600_000), 1, RoundingMode.DOWN);
        }

        /** How much of a bar is filled, in whole percent. */
        @JsonIgnore
        public int bar() {
            return due == 0 ? 0 : (int) (actual * 100L / due);
        }

        /** The rest of the bar. */
        @JsonIgnore
        public int rest() {
            return 100 - bar();
        }
    }

    /** A time in which a screen could not play; local times. */
    record Absent(String screen, String from, String until, String cause, String evidence) {}

    /** One signature on what was played; local times of nobody: RFC 3339. */
    record Signed(String title, String sha256, String stage, String name, String unit, String at) {}

    /** A change of a frozen day. */
    record Notice(String screen, String date, String reason, String requestedBy, String decidedBy, String at) {}

    /**
     * The report that closes a campaign.
     *
     * @param reportDue when the campaign's document says that it is due; null: it does not say
     * @param beforeEnd whether that day lies before the campaign's end; it is told, never corrected
     * @param over whether the campaign was over when the report was issued
     * @param daysLate how many days after that day it was issued, 0 when in time; null: no day, or one before the end
     */
    record Closing(String reportDue, boolean beforeEnd, boolean over, Long daysLate) {}

    /**
     * What was wrong with a screen or its player, by kind.
     *
     * @param kind an {@code AlarmKind}
     * @param times how often
     * @param totalMs for how long in these days
     * @param note what was last said to it by who took note; may be null
     */
    record Fault(String screen, String code, String kind, int times, long totalMs, String note) {
        /** The key of its kind's name. */
        @JsonIgnore
        public String key() {
            return "alarm_kind_" + kind.toLowerCase(Locale.ROOT);
        }

        /** For how many minutes, rounded up. */
        @JsonIgnore
        public long minutes() {
            return (totalMs + 59_999) / 60_000;
        }
    }

    /**
     * A released photo of a wall.
     *
     * @param at RFC 3339, the moment that it counts for
     * @param byCamera whether that is what the camera said; else it is when the service got it
     * @param seen what the person says that the wall showed
     * @param due the title of what the sheet had then; null: nothing, or unknown
     * @param distanceM to the screen's site; null: unknown
     * @param likeness to the planned frame in percent: a hint; null: not compared
     * @param sha256 of the kept photo
     * @param smallSha256 of its small copy, which is what the paper shows
     * @param printed whether the paper shows it
     */
    record Pictured(
            UUID id,
            String screen,
            String code,
            String at,
            boolean byCamera,
            String seen,
            String due,
            Long distanceM,
            Long likeness,
            String takenBy,
            String releasedBy,
            String sha256,
            String smallSha256,
            boolean printed) {
        /** The key of what the wall showed. */
        @JsonIgnore
        public String key() {
            return "evidence_seen_" + seen.toLowerCase(Locale.ROOT);
        }

        /** The key of whose clock the moment is of. */
        @JsonIgnore
        public String clock() {
            return byCamera ? "evidence_by_camera" : "evidence_by_service";
        }
    }

    /** The screens with the highest completion: at most five, no more than half of them, none where all are alike. */
    @JsonIgnore
    public List<Line> best() {
        return ranked(-1);
    }

    /** Those with the lowest. */
    @JsonIgnore
    public List<Line> worst() {
        return ranked(1);
    }

    private List<Line> ranked(int sign) {
        List<Line> counted = screens.stream().filter(line -> line.due() > 0).toList();
        boolean alike = counted.stream().map(Line::completion).distinct().count() < 2;
        return counted.stream()
                .sorted(Comparator.comparingDouble((Line line) -> sign * (double) line.actual() / line.due())
                        .thenComparing(Line::name)
                        .thenComparing(Line::code))
                .limit(alike ? 0 : Math.min(RANKED, counted.size() / 2))
                .toList();
    }

    /** How many media were shown at all. */
    @JsonIgnore
    public long shownItems() {
        return items.stream().filter(item -> item.actual() + item.partial() > 0).count();
    }

    /** The canonical JSON: keys sorted, no insignificant space. */
    String canonical() {
        try {
            return CANONICAL.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("figures are plain values", e);
        }
    }

    static Figures read(String json) {
        try {
            return CANONICAL.readValue(json, Figures.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a kept report cannot be read", e);
        }
    }

    static String sha256(String canonical) {
        return sha256(canonical.getBytes(StandardCharsets.UTF_8));
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
