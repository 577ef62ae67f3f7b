package io.lunbo.admission;

import io.lunbo.admission.DayLoad.HourLoad;
import io.lunbo.admission.DayLoad.Repair;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
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
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jboss.resteasy.reactive.RestQuery;

/** How full a screen's day is, hour by hour, with who gets what, what does not fit and what would help. */
@Path("/load")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class LoadPages {
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm");

    private final ScreenRepository screens;
    private final LoadOfDay load;
    private final Clock clock;

    LoadPages(ScreenRepository screens, LoadOfDay load, Clock clock) {
        this.screens = screens;
        this.load = load;
        this.clock = clock;
    }

    /** One hour as a bar; {@code percent} is the part of its open time that is planned. */
    record Bar(String label, HourLoad hour, int percent) {}

    /** What the page shows; without screens there is no load. */
    record Sight(List<Screen> screens, Screen screen, LocalDate date, boolean signed, DayLoad load, List<Bar> bars) {
        /** How much of the open time is planned, in percent. */
        public int percent() {
            long planned = load.hours().stream().mapToLong(HourLoad::plannedMs).sum();
            return load.openMs() == 0 ? 0 : (int) Math.round(planned * 100.0 / load.openMs());
        }

        public LocalDate earlier() {
            return date.minusDays(1);
        }

        public LocalDate later() {
            return date.plusDays(1);
        }
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance day(Sight sight);

        private Templates() {}
    }

    /** Everything that is booked, or with {@code signed} only what is approved by now. */
    @GET
    public TemplateInstance day(@RestQuery String screen, @RestQuery LocalDate date, @RestQuery boolean signed) {
        List<Screen> inUse = screens.inUse();
        Screen chosen = screen == null
                ? inUse.stream().findFirst().orElse(null)
                : screens.byCode(screen).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        if (chosen == null) {
            return Templates.day(new Sight(inUse, null, null, signed, null, List.of()));
        }
        LocalDate day =
                date == null ? LocalDate.ofInstant(clock.instant(), chosen.timeZone()) : WireTime.ofCalendar(date);
        DayLoad full = signed ? load.of(chosen, day) : load.expected(chosen, day);
        List<Bar> bars = full.hours().stream()
                .map(hour -> new Bar(hour.from().atZone(chosen.timeZone()).format(HOUR), hour, (int)
                        Math.round(hour.plannedMs() * 100.0 / hour.openMs())))
                .toList();
        return Templates.day(new Sight(inUse, chosen, day, signed, full, bars));
    }

    /** How the templates of this room say repairs and reasons. */
    @TemplateExtension
    static final class Words {
        private Words() {}

        static String key(Repair repair) {
            return "admission_" + repair.kind().name().toLowerCase(Locale.ROOT);
        }

        static String amount(Repair repair) {
            if (repair.value() == null) {
                return "";
            }
            return repair.kind() == Repair.Kind.SHORTER
                    ? Long.toString(repair.value() / 1000)
                    : Long.toString(repair.value());
        }

        static String reasonKey(DayLoad.Missing missing) {
            return "schedule_unplaced_" + missing.reason().name().toLowerCase(Locale.ROOT);
        }

        static String hoursAndMinutes(long ms) {
            return "%d:%02d".formatted(ms / 3_600_000, ms / 60_000 % 60);
        }
    }
}
