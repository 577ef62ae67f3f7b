package io.lunbo.rulecheck;

import io.lunbo.calendar.PublicDayRepository;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignBooking;
import io.lunbo.campaign.PlayLength;
import io.lunbo.campaign.Spot;
import io.lunbo.campaign.SpotRepository;
import io.lunbo.campaign.Targeting;
import io.lunbo.daypart.LocalDayTimeline;
import io.lunbo.daypart.LocalDayTimeline.Stretch;
import io.lunbo.dayplan.BookedDay;
import io.lunbo.dayplan.ScreenDay;
import io.lunbo.dayplan.ScreenDay.BookedSpot;
import io.lunbo.flight.PublicDays;
import io.lunbo.rules.Finding;
import io.lunbo.rules.JudgedDay.Item;
import io.lunbo.rules.Rule;
import io.lunbo.rules.RuleKind;
import io.lunbo.ruling.OverruleRepository;
import io.lunbo.ruling.RuleProfile;
import io.lunbo.ruling.RuleProfileRepository;
import io.lunbo.ruling.RuleWords;
import io.lunbo.screen.Screen;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.Texts.Phrase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Refuses to book what could be shown against a rule that refuses. What only warns is told by the trial and the sheets. */
@ApplicationScoped
class BookingRules implements CampaignBooking.Gate {
    /** A share is known once a day is planned. Days that are alike are planned once; after so many that are not, the sheets ask. */
    private static final int MOST_PLANNED = 48;

    private final RuleProfileRepository profiles;
    private final OverruleRepository overrules;
    private final Targeting targeting;
    private final PlayLength playLength;
    private final PublicDayRepository publicDays;
    private final LoudTimes loudTimes;
    private final SpotRepository spots;
    private final BookedDay bookedDay;
    private final RuledDays ruledDays;
    private final Clock clock;

    BookingRules(
            RuleProfileRepository profiles,
            OverruleRepository overrules,
            Targeting targeting,
            PlayLength playLength,
            PublicDayRepository publicDays,
            LoudTimes loudTimes,
            SpotRepository spots,
            BookedDay bookedDay,
            RuledDays ruledDays,
            Clock clock) {
        this.profiles = profiles;
        this.overrules = overrules;
        this.targeting = targeting;
        this.playLength = playLength;
        this.publicDays = publicDays;
        this.loudTimes = loudTimes;
        this.spots = spots;
        this.bookedDay = bookedDay;
        this.ruledDays = ruledDays;
        this.clock = clock;
    }

    /** The days that were planned for their shares; those that keep them stand for all that are alike. */
    private static final class Planned {
        private final Set<List<Object>> kept = new HashSet<>();
        private int days;
    }

    @Override
    public void admit(Campaign campaign, List<Spot> spots) {
        if (campaign.template()
                || profiles.listAll().stream().allMatch(one -> one.refusing().isEmpty())) {
            return;
        }
        Function<Screen, RuleProfile> profileOf = profiles.ofAll();
        PublicDays said = publicDays.between(campaign.from(), campaign.until());
        Planned planned = new Planned();
        for (Spot spot : spots) {
            Set<List<Object>> kept = new HashSet<>();
            for (Screen screen : targeting.screensOf(spot)) {
                List<Rule> rules = profileOf.apply(screen).refusing();
                List<LocalDate> dates = rules.isEmpty() ? List.of() : dates(spot, screen, said);
                if (dates.isEmpty()) {
                    continue;
                }
                refuseByItself(spot, screen, rules, dates, kept);
                List<Rule> shares = shares(rules);
                boolean lowers = !RuledDays.item(spot, screen, 0).publicBenefit();
                if (!shares.isEmpty() && lowers) {
                    unlike(screen, dates, said).forEach(date -> refuseShare(spot, screen, shares, date, planned));
                }
            }
        }
    }

    private List<LocalDate> dates(Spot spot, Screen screen, PublicDays said) {
        Campaign campaign = spot.campaign();
        LocalDate today = LocalDate.ofInstant(clock.instant(), screen.timeZone());
        LocalDate from = campaign.from().isBefore(today) ? today : campaign.from();
        return from.isAfter(campaign.until())
                ? List.of()
                : from.datesUntil(campaign.until().plusDays(1))
                        .filter(date -> spot.runsOn(date, said))
                        .toList();
    }

    private static List<Rule> shares(List<Rule> rules) {
        return rules.stream()
                .filter(rule -> rule.kind() == RuleKind.PUBLIC_SHARE)
                .toList();
    }

    /** What the booking breaks by itself, whatever else is booked. Screens that are alike are judged once. */
    private void refuseByItself(
            Spot spot, Screen screen, List<Rule> rules, List<LocalDate> dates, Set<List<Object>> kept) {
        long durationMs = playLength.of(spot, screen);
        Item item = RuledDays.item(spot, screen, durationMs);
        List<Stretch> loudToday = loudTimes.of(screen, new LocalDayTimeline(dates.get(0), screen.timeZone()));
        List<Object> alike = List.of(rules, screen.openingHours(), screen.timeZone(), durationMs, item, loudToday);
        if (kept.contains(alike)) {
            return;
        }
        List<Finding> letBe = new ArrayList<>();
        for (LocalDate date : dates) {
            LocalDayTimeline day = new LocalDayTimeline(date, screen.timeZone());
            List<Finding> findings =
                    RuledDays.own(rules, day, item, possible(spot, day, screen, durationMs), loudTimes.of(screen, day));
            letBe.addAll(findings);
            refuse(findings, screen, date, true);
        }
        if (letBe.isEmpty()) {
            kept.add(alike);
        }
    }

    /** When it may be shown on a day: at its fixed times, or whenever its windows and the screen are open. */
    static List<Stretch> possible(Spot spot, LocalDayTimeline day, Screen screen, long durationMs) {
        List<Stretch> fixed = spot.fixedTimesOn(day).stream()
                .map(day::toElapsedMs)
                .map(at -> new Stretch(at, at + durationMs))
                .toList();
        boolean fixedOnly = spot.weight() == null
                && spot.perDay() == null
                && spot.terms().perHour() == null
                && spot.terms().sharePercent() == null;
        if (fixedOnly) {
            return fixed;
        }
        List<Stretch> open = day.stretches(screen.openingHours());
        List<Stretch> windows = spot.windowsOn(day, durationMs);
        List<Stretch> loop = windows == null ? open : LocalDayTimeline.intersection(open, windows);
        return Stream.concat(fixed.stream(), loop.stream()).toList();
    }

    /** The first of all days on which a screen is open at the same hours and has the same booked. */
    private List<LocalDate> unlike(Screen screen, List<LocalDate> dates, PublicDays said) {
        List<Spot> booked = spots.competingOn(screen, dates.get(0), dates.get(dates.size() - 1));
        Set<List<Object>> known = new HashSet<>();
        return dates.stream()
                .filter(date -> {
                    LocalDayTimeline day = new LocalDayTimeline(date, screen.timeZone());
                    List<Spot> running = booked.stream()
                            .filter(one -> one.runsOn(date, said))
                            .toList();
                    return known.add(List.of(
                            date.getDayOfWeek(), // dayparts may be of some days only
                            day.stretches(screen.openingHours()),
                            running.stream().map(Spot::id).toList(),
                            running.stream()
                                    .map(one -> elapsed(one.fixedTimesOn(day), day))
                                    .toList()));
                })
                .toList();
    }

    private void refuseShare(Spot spot, Screen screen, List<Rule> shares, LocalDate date, Planned planned) {
        LocalDayTimeline day = new LocalDayTimeline(date, screen.timeZone());
        List<BookedSpot> booked = bookedDay.expected(screen, date).spots();
        List<Object> alike = List.of(
                spot.id(),
                shares,
                day.stretches(screen.openingHours()),
                booked.stream().map(one -> onAnyDay(one, day)).toList());
        if (planned.kept.contains(alike) || planned.days++ >= MOST_PLANNED) {
            return;
        }
        ScreenDay.Built built = new ScreenDay(screen.code(), day, screen.openingHours(), booked).build();
        List<Finding> findings = ruledDays.findings(screen, built.content(), shares, 0).stream()
                .filter(finding -> finding.campaigns().contains(spot.campaign().id()))
                .toList();
        refuse(findings, screen, date, false);
        if (findings.isEmpty()) {
            planned.kept.add(alike);
        }
    }

    private static List<Object> onAnyDay(BookedSpot one, LocalDayTimeline day) {
        return Arrays.asList(
                one.id(),
                one.durationMs(),
                one.demand(),
                one.group(),
                elapsed(one.fixedTimes(), day),
                one.windows(),
                one.agreed());
    }

    private static List<Long> elapsed(Set<Instant> times, LocalDayTimeline day) {
        return times.stream().map(day::toElapsedMs).sorted().toList();
    }

    private void refuse(List<Finding> findings, Screen screen, LocalDate date, boolean possible) {
        Optional<Finding> first = findings.stream()
                .filter(finding -> !overrules.lets(screen, finding))
                .findFirst();
        if (first.isPresent()) {
            throw refusal(first.get(), screen, date, possible);
        }
    }

    /** The problem of one finding; {@code possible}: it may happen, and is not planned yet. */
    static Problem refusal(Finding finding, Screen screen, LocalDate date, boolean possible) {
        Phrase what = possible
                ? RuleWords.possible(finding, screen.timeZone())
                : RuleWords.sentence(finding, screen.timeZone());
        return Problem.of(
                        ProblemType.RULE_NOT_KEPT,
                        screen.name(),
                        date.toString(),
                        what,
                        RuleWords.source(finding.rule()))
                .with("screen", screen.code())
                .with("findings", List.of(FoundRule.of(finding, screen, date, false)));
    }
}
