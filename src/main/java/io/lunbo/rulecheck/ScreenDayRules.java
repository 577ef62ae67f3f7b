package io.lunbo.rulecheck;

import io.lunbo.daypart.LocalDayTimeline;
import io.lunbo.dayplan.BookedDay;
import io.lunbo.dayplan.ScreenDay;
import io.lunbo.dayplan.SheetContent;
import io.lunbo.rules.Finding;
import io.lunbo.rules.Rule;
import io.lunbo.rules.RuleValue;
import io.lunbo.ruling.OverruleRepository;
import io.lunbo.ruling.RuleProfile;
import io.lunbo.ruling.RuleProfileRepository;
import io.lunbo.schedule.Sheet;
import io.lunbo.schedule.SheetRepository;
import io.lunbo.screen.Screen;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** Which rules hold on a screen on a date, and which of them its day does not keep. */
@ApplicationScoped
class ScreenDayRules {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private final RuleProfileRepository profiles;
    private final OverruleRepository overrules;
    private final SheetRepository sheets;
    private final BookedDay bookedDay;
    private final RuledDays ruledDays;

    ScreenDayRules(
            RuleProfileRepository profiles,
            OverruleRepository overrules,
            SheetRepository sheets,
            BookedDay bookedDay,
            RuledDays ruledDays) {
        this.profiles = profiles;
        this.overrules = overrules;
        this.sheets = sheets;
        this.bookedDay = bookedDay;
        this.ruledDays = ruledDays;
    }

    /**
     * A rule on a date.
     *
     * @param times its hours on the wall clock of that date, such as {@code 08:00–22:00}; empty: never; null: it has no hours
     */
    record OnDate(Rule rule, List<String> times) {}

    /** What is not kept; {@code letBe}: somebody overruled the rule. */
    record Found(Finding finding, boolean letBe) {}

    /**
     * A day under its rules.
     *
     * @param sheet the newest version that was judged; null where none is built and the plan of what is booked was
     */
    record Ruled(
            Screen screen, LocalDate date, RuleProfile profile, List<OnDate> rules, Sheet sheet, List<Found> found) {}

    Ruled of(Screen screen, LocalDate date) {
        RuleProfile profile = profiles.of(screen);
        LocalDayTimeline day = new LocalDayTimeline(date, screen.timeZone());
        Optional<Sheet> sheet = sheets.newest(screen.id(), date);
        SheetContent content = sheet.map(one -> SheetContent.read(one.gzipBody()))
                .orElseGet(() -> new ScreenDay(
                                screen.code(),
                                day,
                                screen.openingHours(),
                                bookedDay.expected(screen, date).spots())
                        .build()
                        .content());
        return new Ruled(
                screen,
                date,
                profile,
                profile.rules().stream()
                        .map(rule -> new OnDate(rule, times(rule, day)))
                        .toList(),
                sheet.orElse(null),
                found(screen, content));
    }

    /** What a day's plays do not keep. */
    List<Found> found(Screen screen, SheetContent content) {
        return ruledDays.findings(screen, content).stream()
                .map(finding -> new Found(finding, overrules.lets(screen, finding)))
                .toList();
    }

    private static List<String> times(Rule rule, LocalDayTimeline day) {
        if (!(rule.value() instanceof RuleValue.Within within)) {
            return null;
        }
        return day.stretches(within.hours()).stream()
                .map(stretch -> day.toZoned(stretch.fromMs()).format(TIME) + "–"
                        + (stretch.untilMs() == day.lengthMs()
                                ? "24:00"
                                : day.toZoned(stretch.untilMs()).format(TIME)))
                .toList();
    }
}
