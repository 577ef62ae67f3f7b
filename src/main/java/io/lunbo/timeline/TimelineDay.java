package io.lunbo.timeline;

import io.lunbo.media.MediaKind;
import io.lunbo.schedule.Sheet;
import io.lunbo.screen.ScreenFit;
import io.lunbo.screen.ScreenKind;
import io.lunbo.slogan.SloganLayout;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * One screen's day with everything that is needed to draw it, and to show any instant of it exactly as its player would.
 *
 * @param screen where
 * @param date the day where the screen stands
 * @param fromMs the local midnight that begins the day, in milliseconds since 1970: what every start counts from
 * @param lengthMs from there to the next local midnight
 * @param sheet the version that is shown; null where there is none
 * @param open the opening hours, from and until, in elapsed milliseconds
 * @param campaigns whose spots play, in order of first appearance, and then those of whose dayparts some hold
 * @param spots what plays, as {@code plays} counts them
 * @param frames what is seen, as {@code plays} counts them
 * @param plays start in elapsed milliseconds, index into frames, index into spots, duration in milliseconds
 * @param dayparts as they are booked now, whatever the sheet was built from
 */
public record TimelineDay(
        Place screen,
        LocalDate date,
        long fromMs,
        long lengthMs,
        Version sheet,
        List<long[]> open,
        List<Run> campaigns,
        List<Shown> spots,
        List<Frame> frames,
        List<int[]> plays,
        List<Band> dayparts) {

    /** The screen, with the address of the picture that fills its gaps. */
    public record Place(
            String code,
            String name,
            ScreenKind kind,
            int widthPx,
            int heightPx,
            ScreenFit fit,
            String timeZone,
            String standbyUrl) {}

    /** Which version of the day it is. */
    public record Version(UUID id, int version, Sheet.State state, String sha256) {}

    /** A campaign. */
    public record Run(String code, String name) {}

    /**
     * A spot.
     *
     * @param campaign index into campaigns; −1 where the spot is booked no more
     * @param fixedMs when it must start on this day, in elapsed milliseconds; empty where it competes
     * @param movableMs those of them that are named one by one; the others follow from a rule
     * @param version what an editor must have seen to change it
     */
    public record Shown(UUID id, String title, int campaign, List<Long> fixedMs, List<Long> movableMs, int version) {}

    /**
     * A time of the day that holds on this screen and day: of a campaign, or one of a spot's own.
     *
     * @param campaign index into campaigns
     * @param spot whose own it is; null: a campaign's
     * @param name what people call it; the spot's title where it is a spot's own
     * @param hours on the wall clock, as booked
     * @param stretches where it is on this day, from and until, in elapsed milliseconds; none where the clocks skip it
     * @param version what an editor must have seen of the campaign, or of the spot, to change it
     * @param screens on how many screens it holds
     * @param from the first day of its campaign
     * @param until the last day of its campaign
     */
    public record Band(
            int campaign,
            UUID spot,
            String name,
            String hours,
            List<long[]> stretches,
            int version,
            int screens,
            LocalDate from,
            LocalDate until) {}

    /**
     * What is seen of one media on this screen.
     *
     * @param url the file that the screen gets, or the original while there is none; null for slogans
     * @param slogan how a text moves; null for films and pictures
     * @param bitmapUrl the dots of a text; null where the screen has no dots
     */
    public record Frame(String title, MediaKind kind, String url, Text slogan, String bitmapUrl) {}

    /** A text in motion, as manifests say it. */
    public record Text(List<SloganLayout.Page> pages, SloganLayout.Mode mode, int pxPerSecond, String color) {
        static Text of(SloganLayout layout) {
            return new Text(layout.pages(), layout.mode(), layout.pxPerSecond(), layout.color());
        }
    }
}
