package io.lunbo.report;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * A day's hours as bars: what was due beside what was logged, never on top of each other.
 *
 * @param width of the drawing
 * @param height of the drawing, labels included
 * @param base where the bars stand
 * @param most what the highest bar counts
 * @param bars one for each hour
 */
public record HourChart(int width, int height, int base, int most, List<Bar> bars) {
    private static final int SLOT = 32;
    private static final int BAR_HEIGHT = 120;
    private static final int TOP = 16;
    private static final int LABELS = 24;

    /**
     * One hour.
     *
     * @param hour elapsed hours from the day's beginning
     * @param label the hour by the screen's wall clock
     * @param due planned to begin in it
     * @param completed shown in full, or made good
     * @param cut shown in part
     * @param x the left edge of its place
     * @param dueHeight of the bar of planned plays
     * @param completedHeight of the bar of complete plays
     * @param cutHeight of the bar of cut plays, on top of the complete ones
     */
    public record Bar(
            int hour,
            String label,
            int due,
            int completed,
            int cut,
            int x,
            int dueHeight,
            int completedHeight,
            int cutHeight) {

        /** How high the bar of cut plays reaches. */
        public int cutTop() {
            return completedHeight + cutHeight;
        }
    }

    static HourChart of(List<DayFigures.Hour> hours, ZoneId zone) {
        int most = hours.stream()
                .mapToInt(hour -> Math.max(hour.tally().planned(), shown(hour)))
                .max()
                .orElse(0);
        DateTimeFormatter label = DateTimeFormatter.ofPattern("H").withZone(zone);
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < hours.size(); i++) {
            DayFigures.Hour hour = hours.get(i);
            bars.add(new Bar(
                    i,
                    label.format(hour.from()),
                    hour.tally().planned(),
                    hour.tally().actual(),
                    hour.tally().dues().partial(),
                    i * SLOT,
                    scaled(hour.tally().planned(), most),
                    scaled(hour.tally().actual(), most),
                    scaled(hour.tally().dues().partial(), most)));
        }
        return new HourChart(hours.size() * SLOT, TOP + BAR_HEIGHT + LABELS, TOP + BAR_HEIGHT, most, bars);
    }

    private static int shown(DayFigures.Hour hour) {
        return hour.tally().actual() + hour.tally().dues().partial();
    }

    /** What is there is seen: one in a thousand still has a line. */
    private static int scaled(int count, int most) {
        return count == 0 ? 0 : Math.max(1, (int) ((long) count * BAR_HEIGHT / most));
    }
}
