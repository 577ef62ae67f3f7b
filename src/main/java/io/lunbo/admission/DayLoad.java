package io.lunbo.admission;

import io.lunbo.rotation.Loop.Unplaced;
import io.lunbo.terms.CampaignClass;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * How full one screen is on one day.
 *
 * @param screen the screen's code
 * @param date the day in its zone
 * @param openMs how long it is open
 * @param classes who plays how much, the class that stays first
 * @param hours the hours in which it is open
 * @param spots what each spot gets
 * @param unplaced what does not fit, and what falls short
 */
public record DayLoad(
        String screen,
        LocalDate date,
        long openMs,
        List<ClassLoad> classes,
        List<HourLoad> hours,
        List<SpotLoad> spots,
        List<Missing> unplaced) {
    /**
     * What one campaign gets.
     *
     * @param campaignClass its class
     * @param campaign its code
     * @param sharePercentAsked the share of the loop that it was given; null: none
     * @param plays how often its spots play
     * @param timeMs how long
     * @param percentOfOpen the same as a part of the open time
     */
    public record ClassLoad(
            CampaignClass campaignClass,
            String campaign,
            BigDecimal sharePercentAsked,
            int plays,
            long timeMs,
            double percentOfOpen) {}

    /**
     * One hour.
     *
     * @param from when it begins
     * @param openMs how long the screen is open in it
     * @param plannedMs how long it plays
     * @param plays how many plays begin in it
     */
    public record HourLoad(Instant from, long openMs, long plannedMs, int plays) {}

    /**
     * What one spot gets.
     *
     * @param playMs how long one play lasts on this screen
     * @param plays how often it plays
     * @param timeMs how long in all
     */
    public record SpotLoad(UUID spot, String title, long playMs, int plays, long timeMs) {}

    /**
     * A demand that does not fit or falls short.
     *
     * @param spot the spot
     * @param title what it shows
     * @param reason why; what the numbers count follows from it
     * @param asked what was asked
     * @param possible how much of it there is room for
     * @param repairs what would help, the least change first
     */
    public record Missing(
            UUID spot, String title, Unplaced.Reason reason, long asked, long possible, List<Repair> repairs) {}

    /**
     * A change after which the engine has room for all of it.
     *
     * @param kind what is changed
     * @param value plays where fewer, milliseconds of one play where shorter; null for other hours
     * @param changedPercent how much of what was asked is given up
     */
    public record Repair(Kind kind, Long value, double changedPercent) {
        /** What can be changed. */
        public enum Kind {
            /** Fewer plays. */
            FEWER,
            /** Shorter plays. */
            SHORTER,
            /** Whenever the screen is open, without windows of its own. */
            OTHER_HOURS
        }
    }
}
