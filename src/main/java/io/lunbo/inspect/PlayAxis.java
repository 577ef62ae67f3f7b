package io.lunbo.inspect;

import io.lunbo.inspect.PlaysBehind.Seen;
import io.lunbo.reconcile.Absence;
import io.lunbo.tally.DaySettling.Settled;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was due above what was logged, on one axis: of a whole day by minutes, of one hour play by play.
 *
 * @param ticks where the wall clock's hours or minutes are
 * @param blocks what is drawn, in order
 */
public record PlayAxis(List<Tick> ticks, List<Block> blocks) {
    /** How wide the drawing is, in its own units. */
    public static final int WIDTH = 1_440;

    private static final int COLUMNS = 1_440;
    private static final String[] WORST = {
        "missed", "wrong", "partial", "failed", "extra", "excused", "made_good", "assumed", "not_yet_due", "played"
    };

    /** A mark on the axis. */
    public record Tick(double x, String label) {}

    /**
     * One colour over some time.
     *
     * @param lane {@code due}, {@code logged} or {@code absence}
     * @param look the verdict or cause in lower case
     * @param span from when until when on the wall clock, to the minute of a day and the second of an hour
     */
    public record Block(String lane, String look, double x, double width, String span, String address) {
        /** The key of the word for what it is. */
        public String key() {
            return (lane.equals("absence") ? "tally_cause_" : "tally_verdict_") + look;
        }
    }

    static PlayAxis of(Settled day, List<Seen> dues, List<Seen> logs, Integer hour, ZoneId zone, String address) {
        long from = day.from().toEpochMilli() + (hour == null ? 0 : hour * 3_600_000L);
        long length = hour == null ? day.until().toEpochMilli() - from : 3_600_000L;
        Scale scale = new Scale(from, length, zone);
        List<Block> blocks = new ArrayList<>();
        for (Absence absence : day.facts().absences()) {
            double x = Math.max(0, scale.at(absence.fromMs()));
            double end = Math.min(WIDTH, scale.at(absence.untilMs()));
            if (end > x) {
                String look = absence.cause().name().toLowerCase(Locale.ROOT);
                blocks.add(new Block("absence", look, x, end - x, scale.span(x, end), null));
            }
        }
        add(blocks, "due", dues, scale, address);
        add(blocks, "logged", logs, scale, address);
        return new PlayAxis(scale.ticks(), blocks);
    }

    private static void add(List<Block> blocks, String lane, List<Seen> plays, Scale scale, String address) {
        int[] worst = new int[COLUMNS];
        for (Seen play : plays) {
            int rank = rank(play.verdict().name().toLowerCase(Locale.ROOT)) + 1;
            int first = (int) Math.max(0, Math.round(scale.at(play.startMs())));
            int last = (int) Math.min(COLUMNS - 1, Math.round(scale.at(play.startMs() + play.durationMs())) - 1);
            for (int i = first; i <= Math.max(first, last) && i < COLUMNS; i++) {
                worst[i] = worst[i] == 0 ? rank : Math.min(worst[i], rank);
            }
        }
        int begin = 0;
        for (int i = 1; i <= COLUMNS; i++) {
            if (i == COLUMNS || worst[i] != worst[begin]) {
                if (worst[begin] != 0) {
                    int middle = (int) ((begin + i) / 2 * scale.length / COLUMNS / 3_600_000L);
                    String leads = address == null ? null : address + middle + "#plays";
                    blocks.add(new Block(lane, WORST[worst[begin] - 1], begin, i - begin, scale.span(begin, i), leads));
                }
                begin = i;
            }
        }
    }

    private static int rank(String look) {
        for (int i = 0; i < WORST.length; i++) {
            if (WORST[i].equals(look)) {
                return i;
            }
        }
        throw new IllegalStateException("no rank for " + look);
    }

    /** The instants behind the drawing's units. */
    private record Scale(long from, long length, ZoneId zone) {
        double at(long ms) {
            return (double) (ms - from) * WIDTH / length;
        }

        String span(double begin, double end) {
            DateTimeFormatter format = format(length > 3_600_000L ? "HH:mm" : "HH:mm:ss");
            return format.format(instant(begin)) + "–" + format.format(instant(end));
        }

        List<Tick> ticks() {
            boolean minutes = length <= 3_600_000L;
            DateTimeFormatter format = format(minutes ? "HH:mm" : "H");
            long step = minutes ? 600_000 : 7_200_000;
            List<Tick> ticks = new ArrayList<>();
            for (long ms = from; ms < from + length; ms += step) {
                ticks.add(new Tick(at(ms), format.format(Instant.ofEpochMilli(ms))));
            }
            return ticks;
        }

        private Instant instant(double unit) {
            return Instant.ofEpochMilli(from + Math.round(unit * length / WIDTH));
        }

        private DateTimeFormatter format(String pattern) {
            return DateTimeFormatter.ofPattern(pattern).withZone(zone);
        }
    }
}
