package io.lunbo.inspect;

import io.lunbo.campaign.Campaign;
import io.lunbo.evidence.PhotoRepository.Confirmed;
import io.lunbo.inspect.HeatMap.Cell;
import io.lunbo.report.Titles;
import io.lunbo.screen.Screen;
import io.lunbo.tally.Tally;
import io.lunbo.tally.TallyRepository;
import io.lunbo.tally.TallyRepository.By;
import io.lunbo.tally.TallyRepository.Group;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Adds up what the desk's tables and maps show; every row knows where its plays are. */
@ApplicationScoped
public class Desk {
    private final TallyRepository tallies;
    private final Questions questions;
    private final Titles titles;
    private final Photographed photographed;

    /**
     * One line of a table.
     *
     * @param label what it is; null: plays of which no booking is known
     * @param address what is behind it
     * @param plays the address of its plays; a verdict can be added
     * @param tally its counts
     * @param photos how many of its due plays people photographed
     */
    public record Row(String label, String address, String plays, Tally tally, long photos) {}

    /**
     * Some of the screens of a question.
     *
     * @param rows their sums
     * @param heat their hours; null where they were not asked for
     * @param before how many come before them
     * @param all how many there are
     */
    public record SomeScreens(List<Row> rows, HeatMap heat, int before, int all) {
        /** Whether others follow. */
        public boolean more() {
            return before + rows.size() < all;
        }

        /** Whether these are only some of them. */
        public boolean notAll() {
            return !rows.isEmpty() && rows.size() < all;
        }

        /** The number of the last of them. */
        public int last() {
            return before + rows.size();
        }
    }

    private record Shown(Screen screen, Tally tally) {}

    Desk(TallyRepository tallies, Questions questions, Titles titles, Photographed photographed) {
        this.tallies = tallies;
        this.questions = questions;
        this.titles = titles;
        this.photographed = photographed;
    }

    List<Row> byCampaign(Question question) {
        Map<UUID, Campaign> known =
                questions.campaigns().stream().collect(Collectors.toMap(Campaign::id, Function.identity()));
        Map<UUID, Long> photos = photographed.by(question.filter(), Confirmed::campaign);
        long unbooked = photographed.of(question.filter()).size()
                - photos.values().stream().mapToLong(count -> count).sum();
        return tallies.by(question.filter(), Set.of(By.CAMPAIGN_ID)).stream()
                .map(group -> {
                    Campaign campaign = known.get(group.campaign());
                    Question of = question.of(campaign);
                    return campaign == null
                            ? new Row(null, null, null, group.tally(), unbooked)
                            : new Row(
                                    campaign.name(),
                                    of.desk(),
                                    of.plays(),
                                    group.tally(),
                                    photos.getOrDefault(campaign.id(), 0L));
                })
                .sorted(Comparator.comparing(row -> row.label() == null ? "\uFFFF" : row.label()))
                .toList();
    }

    /**
     * Some of the screens that have something and whose names have some words in them, without their hours; of a page behind
     * the last one the last.
     */
    SomeScreens named(Question question, String words, int page, int size) {
        String wanted = words.toLowerCase(Locale.ROOT);
        List<Shown> all = shown(question, screens()).stream()
                .filter(shown -> shown.screen().name().toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
        int before = Math.min(page, Math.max(0, all.size() - 1) / size) * size;
        List<Shown> some = all.stream().skip(before).limit(size).toList();
        return new SomeScreens(rows(question, some), null, before, all.size());
    }

    /** Some of the screens that have something, by name: their sums, and their hours. */
    SomeScreens someScreens(Question question, int page, int size) {
        List<Shown> all = shown(question, screens());
        List<Shown> some = all.stream().skip((long) page * size).limit(size).toList();
        return new SomeScreens(rows(question, some), screensByHours(question, some), page * size, all.size());
    }

    private List<Shown> shown(Question question, Map<UUID, Screen> known) {
        return tallies.by(question.filter(), Set.of(By.SCREEN_ID)).stream()
                .filter(group -> known.containsKey(group.screen()))
                .map(group -> new Shown(known.get(group.screen()), group.tally()))
                .sorted(Comparator.comparing((Shown shown) -> shown.screen().name())
                        .thenComparing(shown -> shown.screen().code()))
                .toList();
    }

    private List<Row> rows(Question question, List<Shown> some) {
        Map<UUID, Long> photos = photographed.by(question.filter(), Confirmed::screen);
        return some.stream()
                .map(shown -> new Row(
                        shown.screen().name(),
                        question.days(shown.screen()),
                        question.on(shown.screen()).plays(),
                        shown.tally(),
                        photos.getOrDefault(shown.screen().id(), 0L)))
                .toList();
    }

    /** Days of one screen, or of all where the question is of all. */
    List<Row> byDate(Question question) {
        Map<LocalDate, Long> photos = photographed.by(question.filter(), Confirmed::date);
        return tallies.by(question.filter(), Set.of(By.DATE)).stream()
                .map(group -> new Row(
                        group.date().toString(),
                        question.screen() == null
                                ? question.at(group.date()).desk()
                                : question.day(question.screen(), group.date()),
                        question.at(group.date()).plays(),
                        group.tally(),
                        photos.getOrDefault(group.date(), 0L)))
                .toList();
    }

    List<Row> byMedia(Question question) {
        List<Group> groups = tallies.by(question.filter(), Set.of(By.MEDIA_SHA256));
        Map<String, Long> photos = photographed.by(question.filter(), Confirmed::media);
        Map<String, String> titleOf =
                titles.of(groups.stream().map(Group::media).toList());
        return groups.stream()
                .map(group -> {
                    String plays = question.of(group.media()).plays();
                    String title =
                            titleOf.getOrDefault(group.media(), group.media().substring(0, 12));
                    return new Row(title, plays, plays, group.tally(), photos.getOrDefault(group.media(), 0L));
                })
                .sorted(Comparator.comparing(Row::label))
                .toList();
    }

    /** The hours of one screen's day. */
    List<Row> byHour(Question question, LocalDate date) {
        Map<Integer, Long> photos =
                photographed.by(question.during(null).at(date).filter(), Confirmed::hour);
        return tallies.by(question.during(null).at(date).filter(), Set.of(By.HOUR)).stream()
                .map(group -> new Row(
                        wallClock(question.screen(), date, group.hour()),
                        question.hour(question.screen(), date, group.hour()),
                        question.at(date).during(group.hour()).plays(),
                        group.tally(),
                        photos.getOrDefault(group.hour(), 0L)))
                .toList();
    }

    private HeatMap screensByHours(Question question, List<Shown> some) {
        Map<UUID, Map<Integer, Tally>> hoursOf = new HashMap<>();
        List<UUID> ids = some.stream().map(shown -> shown.screen().id()).toList();
        for (Group group : tallies.of(ids, question.filter(), Set.of(By.SCREEN_ID, By.HOUR))) {
            hoursOf.computeIfAbsent(group.screen(), screen -> new TreeMap<>()).put(group.hour(), group.tally());
        }
        boolean oneDay = question.from().equals(question.until());
        List<HeatMap.Row> rows = some.stream()
                .map(Shown::screen)
                .map(screen -> row(
                        screen.name(),
                        question.days(screen),
                        hoursOf.getOrDefault(screen.id(), Map.of()),
                        hour -> oneDay
                                ? question.hour(screen, question.from(), hour)
                                : question.on(screen).during(hour).plays()))
                .toList();
        return new HeatMap(labels(rows), rows);
    }

    /** The days of one screen by hours. */
    HeatMap daysByHours(Question question) {
        Map<LocalDate, Map<Integer, Tally>> hoursOf = new TreeMap<>();
        for (Group group : tallies.by(question.filter(), Set.of(By.DATE, By.HOUR))) {
            hoursOf.computeIfAbsent(group.date(), date -> new TreeMap<>()).put(group.hour(), group.tally());
        }
        List<HeatMap.Row> rows = new ArrayList<>();
        hoursOf.forEach((date, hours) -> rows.add(row(
                date.toString(),
                question.day(question.screen(), date),
                hours,
                hour -> question.hour(question.screen(), date, hour))));
        return new HeatMap(labels(rows), rows);
    }

    /** How many due plays of a question people photographed. */
    long photos(Question question) {
        return photographed.of(question.filter()).size();
    }

    Tally total(Question question) {
        return tallies.total(question.filter());
    }

    private static HeatMap.Row row(
            String label, String address, Map<Integer, Tally> hours, Function<Integer, String> addressOf) {
        int last = Math.max(
                23, hours.keySet().stream().mapToInt(hour -> hour).max().orElse(0));
        List<Cell> cells = IntStream.rangeClosed(0, last)
                .mapToObj(hour -> new Cell(hour, hours.getOrDefault(hour, Tally.NONE), addressOf.apply(hour)))
                .toList();
        return new HeatMap.Row(label, address, cells, hours.values().stream().reduce(Tally.NONE, Tally::plus));
    }

    private static List<String> labels(List<HeatMap.Row> rows) {
        int most = rows.stream().mapToInt(row -> row.cells().size()).max().orElse(24);
        return IntStream.range(0, most).mapToObj(Integer::toString).toList();
    }

    private static String wallClock(Screen screen, LocalDate date, int hour) {
        return date.atStartOfDay(screen.timeZone())
                .plusHours(hour)
                .toLocalTime()
                .toString();
    }

    private Map<UUID, Screen> screens() {
        return questions.everyScreen().stream().collect(Collectors.toMap(Screen::id, Function.identity()));
    }
}
