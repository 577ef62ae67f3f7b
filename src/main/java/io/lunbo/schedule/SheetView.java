package io.lunbo.schedule;

import io.lunbo.dayplan.SheetContent;
import io.lunbo.dayplan.SheetContent.PlannedPlay;
import io.lunbo.media.Media;
import io.lunbo.screen.Screen;
import io.quarkus.qute.TemplateExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A sheet as its page shows it.
 *
 * @param bars one bar for each opened hour, to be drawn to scale
 * @param plays the plays of the chosen hour, one by one
 * @param hour the chosen hour
 * @param spots how often and when each item plays
 */
record SheetView(
        Sheet sheet,
        Screen screen,
        SheetSummary summary,
        List<HourBar> bars,
        List<Line> plays,
        int hour,
        List<Sheet> versions,
        int totalPlays,
        List<SpotTimes> spots) {
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final int HOUR_MS = 3_600_000;

    /** One hour of the wall clock, with its plays as parts of a line of 3,600 units. */
    record HourBar(int hour, List<Part> parts, int plays) {}

    /** A play in a bar. */
    record Part(double x, double width, int color, String label) {}

    /** A play in the list. */
    record Line(String at, Instant start, String title, String seconds, int color) {}

    /** When an item plays; the times are empty where it never does, {@code every} where it plays once. */
    record SpotTimes(String title, int plays, long totalMs, String first, String last, String every) {
        static SpotTimes of(SheetSummary.SpotPlays spot, List<ZonedDateTime> starts) {
            if (starts.isEmpty()) {
                return new SpotTimes(spot.title(), 0, 0, "", "", "");
            }
            ZonedDateTime first = starts.get(0);
            ZonedDateTime last = starts.get(starts.size() - 1);
            long seconds = starts.size() < 2 ? 0 : Duration.between(first, last).toSeconds() / (starts.size() - 1);
            return new SpotTimes(
                    spot.title(),
                    starts.size(),
                    spot.totalMs(),
                    first.format(SECOND),
                    last.format(SECOND),
                    seconds == 0 ? "" : String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60));
        }
    }

    private static List<SpotTimes> times(SheetSummary summary, SheetContent content) {
        Map<UUID, List<ZonedDateTime>> starts = new HashMap<>();
        for (PlannedPlay play : content.plays()) {
            starts.computeIfAbsent(content.spots().get(play.spot()), id -> new ArrayList<>())
                    .add(content.startOf(play).atZone(content.timeZone()));
        }
        return summary.spots().stream()
                .map(spot -> SpotTimes.of(spot, starts.getOrDefault(spot.spotId(), List.of())))
                .toList();
    }

    static SheetView of(
            Sheet sheet,
            Screen screen,
            SheetContent content,
            Map<String, Media> media,
            List<Sheet> versions,
            int askedHour) {
        Map<Integer, List<Part>> hours = new TreeMap<>();
        Map<Integer, Integer> counts = new TreeMap<>();
        List<ZonedDateTime> starts = new ArrayList<>();
        for (PlannedPlay play : content.plays()) {
            ZonedDateTime start = content.startOf(play).atZone(content.timeZone());
            starts.add(start);
            counts.merge(start.getHour(), 1, Integer::sum);
            draw(hours, start, play, title(content, media, play));
        }
        int hour = hours.containsKey(askedHour) || hours.isEmpty()
                ? askedHour
                : hours.keySet().iterator().next();
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            PlannedPlay play = content.plays().get(i);
            if (starts.get(i).getHour() == hour) {
                lines.add(new Line(
                        starts.get(i).format(SECOND),
                        starts.get(i).toInstant(),
                        title(content, media, play),
                        seconds(play.durationMs()),
                        play.media() % 12));
            }
        }
        List<HourBar> bars = hours.entrySet().stream()
                .map(entry -> new HourBar(entry.getKey(), entry.getValue(), counts.getOrDefault(entry.getKey(), 0)))
                .toList();
        return new SheetView(
                sheet,
                screen,
                SheetSummary.of(sheet),
                bars,
                lines,
                hour,
                versions,
                content.plays().size(),
                times(SheetSummary.of(sheet), content));
    }

    /** A play that runs over the full hour is drawn in both hours. */
    private static void draw(Map<Integer, List<Part>> hours, ZonedDateTime start, PlannedPlay play, String title) {
        LocalTime time = start.toLocalTime();
        int offset = (int) (time.toNanoOfDay() / 1_000_000 % HOUR_MS);
        int first = Math.min(play.durationMs(), HOUR_MS - offset);
        String label = time.format(SECOND) + " " + title;
        hours.computeIfAbsent(time.getHour(), h -> new ArrayList<>())
                .add(new Part(offset / 1000.0, first / 1000.0, play.media() % 12, label));
        if (first < play.durationMs()) {
            hours.computeIfAbsent((time.getHour() + 1) % 24, h -> new ArrayList<>())
                    .add(new Part(0, (play.durationMs() - first) / 1000.0, play.media() % 12, label));
        }
    }

    private static String title(SheetContent content, Map<String, Media> media, PlannedPlay play) {
        String hash = content.media().get(play.media());
        return media.containsKey(hash) ? media.get(hash).title() : hash.substring(0, 12);
    }

    private static String seconds(int ms) {
        return ms % 1000 == 0 ? Integer.toString(ms / 1000) : Double.toString(ms / 1000.0);
    }

    /** How the sheets' templates write numbers and states. */
    @TemplateExtension
    static final class Words {
        private Words() {}

        static String fmt2(double value) {
            return String.format(Locale.ROOT, "%.2f", value);
        }

        static long seconds(long ms) {
            return Math.round(ms / 1000.0);
        }

        static String minutes(long ms) {
            return String.format(Locale.ROOT, "%.1f", ms / 60_000.0);
        }

        static String stateKey(Sheet sheet) {
            return "schedule_" + sheet.state().name().toLowerCase(Locale.ROOT);
        }
    }
}
