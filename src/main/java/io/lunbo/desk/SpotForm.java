package io.lunbo.desk;

import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.SpotFacts;
import io.lunbo.flight.DayRule;
import io.lunbo.flight.Recurrence;
import io.lunbo.terms.SpotTerms;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestForm;

/**
 * A spot as a person types it.
 *
 * @param also further media that are booked in the same way
 * @param how WEIGHT, SHARE, PER_HOUR, PER_DAY or FIXED: which of the fields counts
 * @param fixedAt wall clock times such as {@code 2023-04-20 12:00}, one per line
 * @param repeatFrom when a fixed time is for the first time
 * @param repeatRule the rule by which it comes again
 * @param stillSeconds how long a picture stands
 * @param windows times of the day such as {@code 07:00-09:00}, one per line
 * @param alternativeMedia what is shown in place of the media, line by line; empty lines count for nothing
 * @param alternativeWhere the screens that each line means, such as {@code SHAPE:PORTRAIT}
 * @param version the version that the person saw; empty for a new spot
 */
public record SpotForm(
        @RestForm String mediaId,
        @RestForm List<String> also,
        @RestForm String how,
        @RestForm String weight,
        @RestForm String share,
        @RestForm String perHour,
        @RestForm String perDay,
        @RestForm String fixedAt,
        @RestForm String repeatFrom,
        @RestForm String repeatRule,
        @RestForm String group,
        @RestForm String apart,
        @RestForm String stillSeconds,
        @RestForm String firstPlay,
        @RestForm String lastPlay,
        @RestForm List<String> dayparts,
        @RestForm String windows,
        @RestForm String flights,
        @RestForm List<String> weekdays,
        @RestForm String excluded,
        @RestForm String rule,
        @RestForm List<String> screens,
        @RestForm List<String> alternativeMedia,
        @RestForm List<String> alternativeWhere,
        @RestForm String version) {
    private static final int EMPTY_LINES = 2;

    private static final DateTimeFormatter WALL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    /** Leaves no nulls where a page goes through. */
    public SpotForm {
        also = Typed.named(also);
        dayparts = Typed.named(dayparts);
        weekdays = Typed.named(weekdays);
        screens = Typed.named(screens);
        alternativeMedia = alternativeMedia == null ? List.of() : alternativeMedia;
        alternativeWhere = alternativeWhere == null ? List.of() : alternativeWhere;
    }

    /** The alternatives, and some empty lines for more. */
    public List<AlternativeLine> lines() {
        return Stream.concat(
                        chosen(),
                        Stream.generate(() -> new AlternativeLine("", "")).limit(EMPTY_LINES))
                .toList();
    }

    private Stream<AlternativeLine> chosen() {
        return IntStream.range(0, Math.max(alternativeMedia.size(), alternativeWhere.size()))
                .mapToObj(i -> new AlternativeLine(at(alternativeMedia, i), at(alternativeWhere, i)))
                .filter(line -> !line.isEmpty());
    }

    private static String at(List<String> some, int i) {
        return i < some.size() ? some.get(i) : "";
    }

    static SpotForm blank() {
        return of(new SpotFacts(null, 1, null, null, null, null, null), ZoneId.of("Asia/Shanghai"), "");
    }

    static SpotForm of(SpotFacts facts, ZoneId zone, String version) {
        SpotTerms terms = facts.terms();
        return new SpotForm(
                Typed.or(facts.mediaId()),
                List.of(),
                how(facts),
                Typed.or(facts.weight()),
                terms.sharePercent() == null ? "" : terms.sharePercent().toPlainString(),
                Typed.or(terms.perHour()),
                Typed.or(facts.perDay()),
                facts.fixedAt().stream()
                        .sorted()
                        .map(at -> WALL.format(at.atZone(zone)))
                        .collect(Collectors.joining("\n")),
                terms.repeat() == null ? "" : terms.repeat().from().toString(),
                terms.repeat() == null ? "" : terms.repeat().rule(),
                Typed.or(facts.group()),
                Typed.or(terms.minDistanceSeconds()),
                facts.stillMs() == null ? "" : Long.toString(facts.stillMs() / 1000),
                Typed.or(terms.firstPlay()),
                Typed.or(terms.lastPlay()),
                List.copyOf(terms.dayparts()),
                Typed.lines(terms.windows()),
                Typed.lines(terms.dates().flights()),
                Typed.names(terms.dates()),
                Typed.lines(terms.dates().excluded()),
                terms.dates().rule().name(),
                List.copyOf(facts.screens()),
                facts.alternatives().stream()
                        .map(one -> one.mediaId().toString())
                        .toList(),
                facts.alternatives().stream().map(one -> one.where().toString()).toList(),
                version);
    }

    private static String how(SpotFacts facts) {
        if (facts.weight() != null) {
            return "WEIGHT";
        }
        String counted = facts.perDay() != null ? "PER_DAY" : facts.terms().perHour() != null ? "PER_HOUR" : "FIXED";
        return facts.terms().sharePercent() != null ? "SHARE" : counted;
    }

    SpotForm over(int currentVersion) {
        return new SpotForm(
                mediaId,
                also,
                how,
                weight,
                share,
                perHour,
                perDay,
                fixedAt,
                repeatFrom,
                repeatRule,
                group,
                apart,
                stillSeconds,
                firstPlay,
                lastPlay,
                dayparts,
                windows,
                flights,
                weekdays,
                excluded,
                rule,
                screens,
                alternativeMedia,
                alternativeWhere,
                Integer.toString(currentVersion));
    }

    /** Whether that way of saying how often is chosen. */
    public boolean says(String way) {
        return way.equals(how);
    }

    /** Whether that media is ticked, too. */
    public boolean books(UUID media) {
        return also.contains(media.toString());
    }

    /** Whether that screen is ticked. */
    public boolean names(String screen) {
        return screens.contains(screen);
    }

    /** All rules of public holidays. */
    public List<DayRule> rules() {
        return List.of(DayRule.values());
    }

    /** The days of the week. */
    public List<Weekday> days() {
        return Weekday.ALL;
    }

    /** What is booked by it; fixed times are typed on the wall clock of the campaign's screens. */
    public SpotFacts facts(Campaign campaign) {
        return facts(CampaignDesk.zone(campaign));
    }

    /** The same for each media that is chosen. */
    List<SpotFacts> factsOfAll(ZoneId zone) {
        SpotFacts first = facts(zone);
        return Stream.concat(Stream.of(mediaId), also.stream())
                .distinct()
                .map(media -> first.withMedia(Typed.id(media)))
                .toList();
    }

    SpotFacts facts(ZoneId zone) {
        Integer still = Typed.number(stillSeconds);
        return new SpotFacts(
                Typed.id(mediaId),
                says("WEIGHT") ? Typed.number(weight) : null,
                says("PER_DAY") ? Typed.number(perDay) : null,
                says("FIXED") ? Typed.instants(fixedAt, zone) : Set.of(),
                group,
                still == null ? null : still * 1000L,
                new LinkedHashSet<>(screens),
                new SpotTerms(
                        says("SHARE") ? Typed.percent(share) : null,
                        says("PER_HOUR") ? Typed.number(perHour) : null,
                        says("FIXED") ? repeat() : null,
                        time(firstPlay),
                        time(lastPlay),
                        new TreeSet<>(dayparts),
                        Typed.or(windows)
                                .lines()
                                .map(line -> line.strip().replace('–', '-'))
                                .filter(line -> !line.isEmpty())
                                .toList(),
                        Typed.dates(Typed.flights(flights), weekdays, excluded, rule),
                        Typed.number(apart)),
                chosen().map(AlternativeLine::alternative).toList());
    }

    private Recurrence repeat() {
        String written = Typed.textOrNull(repeatRule);
        if (written == null) {
            return null;
        }
        try {
            return new Recurrence(
                    LocalDateTime.parse(Typed.or(repeatFrom).strip().replace(' ', 'T')), written);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw Problem.of(ProblemType.SPOT_RULE_WRONG, written);
        }
    }

    private static LocalTime time(String typed) {
        try {
            return Typed.textOrNull(typed) == null ? null : LocalTime.parse(typed.strip());
        } catch (DateTimeException e) {
            throw Problem.of(ProblemType.SPOT_PLAY_TIME_WRONG, typed);
        }
    }

    int seenVersion() {
        return version != null && version.matches("\\d{1,9}") ? Integer.parseInt(version) : -1;
    }

    /** Its fields as one reads them, by the keys of their names; {@code words} says what a media or target is called. */
    Map<String, String> rows(UnaryOperator<String> words) {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("campaign_how", Typed.or(how));
        rows.put("campaign_weight", says("WEIGHT") ? Typed.or(weight) : "");
        rows.put("campaign_spot_share", says("SHARE") ? Typed.or(share) : "");
        rows.put("campaign_per_hour", says("PER_HOUR") ? Typed.or(perHour) : "");
        rows.put("campaign_per_day", says("PER_DAY") ? Typed.or(perDay) : "");
        rows.put("campaign_fixed", says("FIXED") ? CampaignForm.flat(fixedAt) : "");
        rows.put("campaign_repeat", says("FIXED") ? CampaignForm.flat(repeatRule) : "");
        rows.put("campaign_group", Typed.or(group).strip());
        rows.put("campaign_apart", Typed.or(apart));
        rows.put("campaign_still", Typed.or(stillSeconds));
        rows.put("campaign_first_play", Typed.or(firstPlay));
        rows.put("campaign_last_play", Typed.or(lastPlay));
        rows.put("campaign_dayparts", String.join(", ", new TreeSet<>(dayparts)));
        rows.put("campaign_windows", CampaignForm.flat(windows));
        rows.put("campaign_flights", CampaignForm.flat(flights));
        rows.put("campaign_weekdays", String.join(", ", new TreeSet<>(weekdays)));
        rows.put("campaign_excluded", CampaignForm.flat(excluded));
        rows.put("campaign_rule", Typed.or(rule));
        rows.put("campaign_screens", String.join(", ", new TreeSet<>(screens)));
        rows.put(
                "campaign_alternatives",
                chosen().map(line -> words.apply(line.where()) + " → " + words.apply(line.media()))
                        .collect(Collectors.joining(", ")));
        return rows;
    }
}
