package io.lunbo.dashboard;

import io.lunbo.dayplan.SheetContent.PlannedPlay;
import io.lunbo.media.Media;
import io.lunbo.screen.Screen;
import io.lunbo.tally.Tally;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * One screen at one moment: what its sheet has on, and what its player last said; two facts, never one.
 *
 * @param state what the sheet and the orders make of this moment
 * @param planned what the sheet has on now; null outside of PLAYING
 * @param next the first start after now on today's sheet; null where there is none
 * @param player what the player last said; null where none ever did
 * @param tally due and actual of the day so far
 * @param blackoutId the standing blackout, else null
 */
record ScreenNow(
        Screen screen, State state, Showing planned, Showing next, PlayerSays player, Tally tally, UUID blackoutId) {

    /** What should be on the screen. */
    enum State {
        /** A play of the sheet. */
        PLAYING,
        /** Open, but nothing is planned at this moment. */
        STANDBY,
        /** Outside of the opening hours, or no sheet for today. */
        CLOSED,
        /** Dark by order. */
        BLACKOUT;

        /** The key of its name. */
        public String key() {
            return "dashboard_state_" + name().toLowerCase(Locale.ROOT);
        }
    }

    /** A media with its time. */
    record Showing(Media media, String sha256, Instant from, Instant until) {
        public String title() {
            return media == null ? sha256.substring(0, 12) : media.title();
        }

        public boolean slogan() {
            return media != null && media.text() != null;
        }

        static Showing of(PlannedPlay play, Instant from, Media media, String sha256) {
            return new Showing(media, sha256, from, from.plusMillis(play.durationMs()));
        }
    }

    /**
     * What a player said.
     *
     * @param online whether it spoke within the last minute
     * @param playing the title of what it said it shows; null: nothing
     * @param agrees whether that is what the sheet has on now
     */
    record PlayerSays(
            boolean online,
            Instant receivedAt,
            String playing,
            boolean agrees,
            long manifestVersion,
            long clockOffsetMs,
            List<String> faults) {}

    public boolean online() {
        return player != null && player.online();
    }
}
