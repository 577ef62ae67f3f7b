package io.lunbo.timeline;

import io.lunbo.campaign.Spot;
import io.lunbo.campaign.SpotRepository;
import io.lunbo.schedule.Sheet;
import io.lunbo.schedule.SheetRepository;
import io.lunbo.schedule.SheetSummary;
import io.lunbo.schedule.SheetSummary.SpotPlays;
import io.lunbo.screen.Screen;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How often what is planned plays, per spot and day. */
@ApplicationScoped
class PlannedCounts {
    private final SheetRepository sheets;
    private final SpotRepository spots;

    PlannedCounts(SheetRepository sheets, SpotRepository spots) {
        this.sheets = sheets;
        this.spots = spots;
    }

    /** Plays and the time they take. */
    record Sum(int plays, long totalMs) {
        static final Sum NONE = new Sum(0, 0);

        Sum plus(Sum other) {
            return new Sum(plays + other.plays, totalMs + other.totalMs);
        }

        /** Hours and minutes, rounded down. */
        public String time() {
            return "%d:%02d".formatted(totalMs / 3_600_000, totalMs / 60_000 % 60);
        }
    }

    /** One spot's days; {@code campaign} is null where the spot is booked no more. */
    record Row(String title, String campaign, String campaignCode, List<Sum> days, Sum total) {}

    /**
     * The whole table.
     *
     * @param screens to choose from
     * @param chosen the only one that is counted; null: all of them
     * @param sheets how many sheets are counted on each day
     */
    record Table(
            List<Screen> screens,
            Screen chosen,
            List<LocalDate> days,
            List<Integer> sheets,
            List<Row> rows,
            List<Sum> sums,
            Sum total,
            boolean drafts) {
        public LocalDate from() {
            return days.get(0);
        }

        public LocalDate until() {
            return days.get(days.size() - 1);
        }

        public LocalDate earlier() {
            return from().minusDays(days.size());
        }

        public LocalDate later() {
            return from().plusDays(days.size());
        }
    }

    @Transactional
    Table of(List<Screen> all, List<Screen> counted, LocalDate from, int dayCount, boolean drafts) {
        List<LocalDate> days = from.datesUntil(from.plusDays(dayCount)).toList();
        Set<UUID> ids = counted.stream().map(Screen::id).collect(Collectors.toSet());
        Map<UUID, Map<LocalDate, Sum>> sums = new LinkedHashMap<>();
        Map<UUID, String> titles = new LinkedHashMap<>();
        Map<LocalDate, Integer> sheetCount = new LinkedHashMap<>();
        for (Sheet sheet : newest(days, ids, drafts)) {
            sheetCount.merge(sheet.date(), 1, Integer::sum);
            for (SpotPlays spot : SheetSummary.of(sheet).spots()) {
                titles.putIfAbsent(spot.spotId(), spot.title());
                sums.computeIfAbsent(spot.spotId(), id -> new LinkedHashMap<>())
                        .merge(sheet.date(), new Sum(spot.plays(), spot.totalMs()), Sum::plus);
            }
        }
        Map<UUID, Spot> booked =
                spots.withIds(titles.keySet()).stream().collect(Collectors.toMap(Spot::id, Function.identity()));
        List<Row> rows = new ArrayList<>();
        sums.forEach((id, byDay) -> rows.add(row(titles.get(id), booked.get(id), byDay, days)));
        rows.sort(Comparator.comparing(Row::campaign, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(Row::title));
        List<Sum> perDay = new ArrayList<>();
        for (int day = 0; day < dayCount; day++) {
            int at = day;
            perDay.add(rows.stream().map(row -> row.days().get(at)).reduce(Sum.NONE, Sum::plus));
        }
        return new Table(
                all,
                counted.size() == 1 && all.size() != 1 ? counted.get(0) : null,
                days,
                days.stream().map(day -> sheetCount.getOrDefault(day, 0)).toList(),
                rows,
                perDay,
                perDay.stream().reduce(Sum.NONE, Sum::plus),
                drafts);
    }

    private List<Sheet> newest(List<LocalDate> days, Set<UUID> screenIds, boolean drafts) {
        record Day(UUID screen, LocalDate date) {}
        Map<Day, Sheet> newest = new LinkedHashMap<>();
        for (Sheet sheet : sheets.counting(days.get(0), days.get(days.size() - 1))) { // the oldest version first
            if (screenIds.contains(sheet.screenId()) && (drafts || sheet.state() == Sheet.State.PUBLISHED)) {
                newest.put(new Day(sheet.screenId(), sheet.date()), sheet);
            }
        }
        return List.copyOf(newest.values());
    }

    private static Row row(String title, Spot spot, Map<LocalDate, Sum> byDay, List<LocalDate> days) {
        List<Sum> sums =
                days.stream().map(day -> byDay.getOrDefault(day, Sum.NONE)).toList();
        return new Row(
                title,
                spot == null ? null : spot.campaign().name(),
                spot == null ? null : spot.campaign().code(),
                sums,
                sums.stream().reduce(Sum.NONE, Sum::plus));
    }
}
