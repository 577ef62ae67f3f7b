package io.lunbo.timeline;

import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.LanguagePages.LocalPath;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.WireTime;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateExtension;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jboss.resteasy.reactive.RestQuery;

/** Looking at what is planned: screens on one axis of time, one screen at one instant, counts, and months. */
@Path("/timeline")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class TimelinePages {
    private static final int SCREENS_AT_FIRST = 8;
    private static final int MOST_SCREENS = 40;
    private static final int DAYS = 7;

    private final ScreenRepository screens;
    private final PlannedCounts counts;
    private final CampaignMonth months;
    private final Clock clock;

    TimelinePages(ScreenRepository screens, PlannedCounts counts, CampaignMonth months, Clock clock) {
        this.screens = screens;
        this.counts = counts;
        this.months = months;
        this.clock = clock;
    }

    /** A screen and whether it is on view. */
    record Choice(Screen screen, boolean chosen) {}

    /** What the timeline begins with; the days come as they get into view. */
    record Axis(List<Choice> choices, LocalDate date, Instant now, boolean drafts) {
        /** The screens on view. */
        public List<Screen> chosen() {
            return choices.stream().filter(Choice::chosen).map(Choice::screen).toList();
        }
    }

    /** Which screen is looked at, at which instant. */
    record Moment(List<Screen> screens, Screen screen, Instant at, Instant now, boolean drafts) {
        /** As a form writes an instant: local, to the second. */
        public String local() {
            return LocalDateTime.ofInstant(at, screen.timeZone())
                    .truncatedTo(ChronoUnit.SECONDS)
                    .toString();
        }

        /** The day of the instant where the screen stands. */
        public LocalDate date() {
            return LocalDate.ofInstant(at, screen.timeZone());
        }
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance axis(Axis axis);

        static native TemplateInstance moment(Moment moment);

        static native TemplateInstance counts(PlannedCounts.Table table);

        static native TemplateInstance month(CampaignMonth.Sight month);

        private Templates() {}
    }

    /** How the templates of this room name days. */
    @TemplateExtension
    static final class Words {
        private Words() {}

        static String key(DayOfWeek day) {
            return "timeline_" + day.name().toLowerCase(Locale.ROOT);
        }
    }

    /** Screens under one another on one clock; {@code screen} chooses, else the first ones are shown. */
    @GET
    public TemplateInstance axis(@RestQuery List<String> screen, @RestQuery LocalDate date, @RestQuery boolean drafts) {
        Set<String> wanted = new HashSet<>(screen == null ? List.of() : screen);
        List<Screen> inUse = screens.inUse();
        int[] shown = {0};
        List<Choice> choices = inUse.stream()
                .map(one -> {
                    boolean chosen = wanted.isEmpty() || wanted.contains(one.code());
                    int most = wanted.isEmpty() ? SCREENS_AT_FIRST : MOST_SCREENS;
                    return new Choice(one, chosen && shown[0]++ < most);
                })
                .toList();
        Instant now = clock.instant();
        return Templates.axis(
                new Axis(choices, date == null ? today(inUse, now) : WireTime.ofCalendar(date), now, drafts));
    }

    /** The exact picture of an instant; {@code at} is local where the screen stands, and now where it is absent. */
    @GET
    @Path("/moment")
    public TemplateInstance moment(@RestQuery String screen, @RestQuery String at, @RestQuery boolean drafts) {
        List<Screen> inUse = screens.inUse();
        Instant now = clock.instant();
        Screen chosen = screen == null
                ? inUse.stream().findFirst().orElse(null)
                : screens.byCode(screen).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        Instant instant = at == null || at.isBlank() || chosen == null ? now : instant(at, chosen);
        return Templates.moment(new Moment(inUse, chosen, instant, now, drafts));
    }

    /** How often each spot plays on each of seven days, over all screens or on one. */
    @GET
    @Path("/counts")
    public TemplateInstance counts(@RestQuery String screen, @RestQuery LocalDate from, @RestQuery boolean drafts) {
        List<Screen> inUse = screens.inUse();
        List<Screen> counted = screen == null || screen.isBlank()
                ? inUse
                : List.of(screens.byCode(screen).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND)));
        LocalDate first = from == null ? today(inUse, clock.instant()) : WireTime.ofCalendar(from);
        return Templates.counts(counts.of(inUse, counted, first, DAYS, drafts));
    }

    /** A month of campaigns; {@code month} as 2023-04. */
    @GET
    @Path("/months")
    public TemplateInstance month(@RestQuery String month) {
        LocalDate today = today(screens.inUse(), clock.instant());
        try {
            YearMonth wanted = month == null || month.isBlank() ? YearMonth.from(today) : YearMonth.parse(month);
            return Templates.month(months.of(wanted, today));
        } catch (DateTimeException e) {
            throw Problem.of(ProblemType.INVALID_INPUT).field("month", month);
        }
    }

    /** Where one goes back to: only ever this room. */
    static URI address(String back) {
        boolean here = back != null && back.matches("/timeline([/?].*)?");
        return LocalPath.of(here ? back : "/timeline");
    }

    private static Instant instant(String local, Screen screen) {
        try {
            return LocalDateTime.parse(local).atZone(screen.timeZone()).toInstant();
        } catch (DateTimeException e) {
            throw Problem.of(ProblemType.INVALID_INPUT).field("at", local);
        }
    }

    private static LocalDate today(List<Screen> inUse, Instant now) {
        return inUse.stream()
                .findFirst()
                .map(screen -> LocalDate.ofInstant(now, screen.timeZone()))
                .orElseGet(() -> LocalDate.ofInstant(now, ZoneOffset.UTC));
    }
}
