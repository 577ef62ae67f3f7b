package io.lunbo.attest;

import io.lunbo.access.Unit;
import io.lunbo.alarm.Alarm;
import io.lunbo.alarm.AlarmKind;
import io.lunbo.alarm.AlarmRepository;
import io.lunbo.attest.Figures.Absent;
import io.lunbo.attest.Figures.Closing;
import io.lunbo.attest.Figures.Fault;
import io.lunbo.attest.Figures.Line;
import io.lunbo.attest.Figures.Notice;
import io.lunbo.attest.Figures.Signed;
import io.lunbo.campaign.Campaign;
import io.lunbo.changenotice.ChangeNotice;
import io.lunbo.changenotice.ChangeNotices;
import io.lunbo.evidence.PhotoRepository;
import io.lunbo.outage.Outage;
import io.lunbo.outage.OutageRepository;
import io.lunbo.rendition.Deliveries;
import io.lunbo.review.Review;
import io.lunbo.review.ReviewRepository;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.tally.TallyRepository;
import io.lunbo.tally.TallyRepository.By;
import io.lunbo.tally.TallyRepository.Filter;
import io.lunbo.tally.TallyRepository.Group;
import io.lunbo.web.Texts;
import io.lunbo.web.WireTime;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gathers what a report says: the same sums as the inspector's pages, with who signed, what changed and what failed. */
@ApplicationScoped
class Gathering {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private final TallyRepository tallies;
    private final ScreenRepository screens;
    private final Deliveries deliveries;
    private final OutageRepository outages;
    private final ReviewRepository reviews;
    private final ChangeNotices notices;
    private final PhotoRepository photos;
    private final ReportPhotos pictures;
    private final AlarmRepository alarms;
    private final Texts texts;

    /** What a report is about; campaign, screen and unit may be null. */
    record Scope(Campaign campaign, Screen screen, Unit unit, LocalDate from, LocalDate until) {
        Filter filter() {
            return new Filter(
                    campaign == null ? null : campaign.id(),
                    screen == null ? null : screen.id(),
                    unit == null ? null : unit.id(),
                    from,
                    until,
                    null,
                    null);
        }
    }

    Gathering(
            TallyRepository tallies,
            ScreenRepository screens,
            Deliveries deliveries,
            OutageRepository outages,
            ReviewRepository reviews,
            ChangeNotices notices,
            PhotoRepository photos,
            ReportPhotos pictures,
            AlarmRepository alarms,
            Texts texts) {
        this.tallies = tallies;
        this.screens = screens;
        this.deliveries = deliveries;
        this.outages = outages;
        this.reviews = reviews;
        this.notices = notices;
        this.photos = photos;
        this.pictures = pictures;
        this.alarms = alarms;
        this.texts = texts;
    }

    Figures figures(Scope scope, Instant asOf) {
        Filter filter = scope.filter();
        List<Group> byScreen = tallies.by(filter, Set.of(By.SCREEN_ID));
        Map<UUID, Screen> known = screens.listAll().stream().collect(Collectors.toMap(Screen::id, screen -> screen));
        List<Screen> shown = byScreen.stream()
                .map(group -> known.get(group.screen()))
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(Screen::name))
                .toList();
        Map<UUID, Group> groupOf = byScreen.stream().collect(Collectors.toMap(Group::screen, group -> group));
        List<Group> byMedia = tallies.by(filter, Set.of(By.MEDIA_SHA256));
        var files = deliveries.behind(byMedia.stream().map(Group::media).toList());
        List<Line> items = byMedia.stream()
                .map(group -> Line.of(
                        files.containsKey(group.media())
                                ? files.get(group.media()).media().title()
                                : group.media().substring(0, 12),
                        group.media(),
                        group.tally()))
                .sorted(Comparator.comparing(Line::name))
                .toList();
        Set<String> originals =
                files.values().stream().map(file -> file.media().sha256()).collect(Collectors.toSet());
        Campaign campaign = scope.campaign();
        ReportPhotos.Chosen chosen = pictures.choose(shown, scope);
        return new Figures(
                1,
                campaign == null ? null : campaign.name(),
                campaign == null ? null : campaign.basis(),
                campaign == null ? null : campaign.unit().name(),
                scope.screen() == null ? null : scope.screen().name(),
                scope.unit() == null ? null : scope.unit().name(),
                scope.from().toString(),
                scope.until().toString(),
                WireTime.format(asOf),
                shown.isEmpty() ? "UTC" : shown.get(0).timeZone().getId(),
                Line.of("", "", tallies.total(filter)),
                photographed(filter, groupOf.keySet()),
                shown.stream()
                        .map(screen -> Line.of(
                                screen.name(),
                                screen.code(),
                                groupOf.get(screen.id()).tally()))
                        .toList(),
                tallies.by(filter, Set.of(By.DATE)).stream()
                        .map(group ->
                                Line.of(group.date().toString(), group.date().toString(), group.tally()))
                        .toList(),
                items,
                absent(shown, scope),
                campaign == null ? List.of() : signed(campaign, originals),
                notices(shown, scope),
                closing(scope, shown, asOf),
                faults(shown, scope, asOf),
                chosen.released(),
                chosen.photos());
    }

    /** Only the report on the whole of a campaign closes it. */
    private static Closing closing(Scope scope, List<Screen> shown, Instant asOf) {
        Campaign campaign = scope.campaign();
        boolean whole = campaign != null
                && scope.screen() == null
                && scope.unit() == null
                && !scope.from().isAfter(campaign.from())
                && !scope.until().isBefore(campaign.until());
        if (!whole) {
            return null;
        }
        // where nothing was due or played, the day is still that of the campaign's screens
        ZoneId zone = Stream.concat(shown.stream(), campaign.screens().stream())
                .map(Screen::timeZone)
                .findFirst()
                .orElse(ZoneOffset.UTC);
        LocalDate today = LocalDate.ofInstant(asOf, zone);
        LocalDate due = campaign.reportDue();
        boolean early = campaign.reportDueTooEarly();
        return new Closing(
                due == null ? null : due.toString(),
                early,
                today.isAfter(campaign.until()),
                due == null || early ? null : Math.max(0, ChronoUnit.DAYS.between(due, today)));
    }

    /** What was wrong, by screen and kind, each as far as it lies in these days. */
    private List<Fault> faults(List<Screen> shown, Scope scope, Instant asOf) {
        List<Fault> faults = new ArrayList<>();
        for (Screen screen : shown) {
            Instant from = scope.from().atStartOfDay(screen.timeZone()).toInstant();
            Instant until =
                    scope.until().plusDays(1).atStartOfDay(screen.timeZone()).toInstant();
            Instant end = until.isBefore(asOf) ? until : asOf;
            Map<AlarmKind, List<Alarm>> byKind = alarms.during(screen.id(), from, end).stream()
                    .collect(Collectors.groupingBy(Alarm::kind, TreeMap::new, Collectors.toList()));
            byKind.forEach((kind, some) -> faults.add(new Fault(
                    screen.name(),
                    screen.code(),
                    kind.name(),
                    some.size(),
                    some.stream().mapToLong(alarm -> lasted(alarm, from, end)).sum(),
                    some.stream()
                            .map(Alarm::note)
                            .filter(note -> note != null && !note.isEmpty())
                            .reduce((one, later) -> later)
                            .orElse(null))));
        }
        return faults;
    }

    private static long lasted(Alarm alarm, Instant from, Instant end) {
        Instant since = alarm.sinceAt().isBefore(from) ? from : alarm.sinceAt();
        Instant until = alarm.untilAt() == null || alarm.untilAt().isAfter(end) ? end : alarm.untilAt();
        return Math.max(0, Duration.between(since, until).toMillis());
    }

    /** Due plays that a person photographed and saw as planned. */
    private int photographed(Filter filter, Set<UUID> shown) {
        return (int) photos.confirmed(filter.screen(), filter.from(), filter.until()).stream()
                .filter(one -> shown.contains(one.screen())
                        && (filter.campaign() == null || filter.campaign().equals(one.campaign())))
                .count();
    }

    private List<Absent> absent(List<Screen> shown, Scope scope) {
        if (shown.isEmpty()) {
            return List.of();
        }
        // no zone is further from Greenwich than fourteen hours: what is too much is taken out by each screen's own
        // days
        Map<UUID, List<Outage>> outagesOf = outages
                .standing(
                        shown.stream().map(Screen::id).toList(),
                        scope.from().minusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC),
                        scope.until().plusDays(2).atStartOfDay().toInstant(ZoneOffset.UTC))
                .stream()
                .collect(Collectors.groupingBy(Outage::screenId));
        List<Absent> absent = new ArrayList<>();
        for (Screen screen : shown) {
            Instant from = scope.from().atStartOfDay(screen.timeZone()).toInstant();
            Instant until =
                    scope.until().plusDays(1).atStartOfDay(screen.timeZone()).toInstant();
            outagesOf.getOrDefault(screen.id(), List.of()).stream()
                    .filter(outage -> outage.fromAt().isBefore(until)
                            && (outage.untilAt() == null || outage.untilAt().isAfter(from)))
                    .forEach(outage -> absent.add(absent(screen, outage)));
        }
        return absent;
    }

    private Absent absent(Screen screen, Outage outage) {
        return new Absent(
                screen.name(),
                LOCAL.format(outage.fromAt().atZone(screen.timeZone())),
                outage.untilAt() == null ? "" : LOCAL.format(outage.untilAt().atZone(screen.timeZone())),
                texts.of(Texts.LANGUAGES.get(0), outage.cause().key()),
                outage.evidence());
    }

    private List<Signed> signed(Campaign campaign, Set<String> originals) {
        List<Signed> signed = new ArrayList<>();
        for (Review review : reviews.ofRun(campaign.id())) {
            if (review.verifyCode() != null && originals.contains(review.mediaSha256())) {
                review.signatures().stream()
                        .filter(signature -> signature.approves())
                        .forEach(signature -> signed.add(new Signed(
                                review.media().title(),
                                review.mediaSha256(),
                                signature.stageName(),
                                signature.operatorName(),
                                signature.unitName(),
                                WireTime.format(signature.signedAt()))));
            }
        }
        return signed;
    }

    private List<Notice> notices(List<Screen> shown, Scope scope) {
        if (shown.isEmpty()) {
            return List.of();
        }
        List<ChangeNotice> found = notices.list(
                "screen in ?1 and date between ?2 and ?3 and publishedAt is not null order by date, publishedAt",
                shown,
                scope.from(),
                scope.until());
        return found.stream()
                .map(notice -> new Notice(
                        notice.screen().name(),
                        notice.date().toString(),
                        notice.reason(),
                        notice.requestedByName(),
                        notice.decidedByName() == null ? "" : notice.decidedByName(),
                        WireTime.format(notice.publishedAt())))
                .toList();
    }
}
