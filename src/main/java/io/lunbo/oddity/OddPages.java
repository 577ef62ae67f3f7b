package io.lunbo.oddity;

import io.lunbo.access.Role;
import io.lunbo.oddity.OddPlays.Odd;
import io.lunbo.oddity.OddPlays.Page;
import io.lunbo.oddity.OddPlays.Question;
import io.lunbo.reconcile.Oddity;
import io.lunbo.report.Titles;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Odd plays of many screens for people. */
@Path("/odd-plays")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({Role.Names.INSPECTOR, Role.Names.SCHEDULER, Role.Names.PLAYOUT, Role.Names.ADMINISTRATOR})
public class OddPages {
    private static final int PER_PAGE = 100;
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    private final OddPlays plays;
    private final Titles titles;
    private final ScreenRepository screens;

    /** A play as the page shows it; {@code time} by the screen's clock. */
    record Row(Odd odd, String time, String title, String seconds) {
        /** Where the day stands. */
        public String day() {
            return "/inspect/screens/" + odd.screen().code() + "/days/" + odd.date();
        }
    }

    /** What the page shows; {@code next} is the address of the older ones. */
    record View(Question question, Page page, List<Row> rows, List<Screen> screens, String next) {
        /** What can be odd. */
        public Oddity[] kinds() {
            return Oddity.values();
        }
    }

    @CheckedTemplate
    static final class Templates {
        private Templates() {}

        static native TemplateInstance list(View view);
    }

    OddPages(OddPlays plays, Titles titles, ScreenRepository screens) {
        this.plays = plays;
        this.titles = titles;
        this.screens = screens;
    }

    /** The newest days first. */
    @GET
    public TemplateInstance list(@BeanParam OddPlays.Asked asked) {
        Question question = plays.read(asked);
        Page page = plays.page(question, PER_PAGE);
        Set<String> media =
                page.plays().stream().map(odd -> odd.marked().log().media()).collect(Collectors.toSet());
        Map<String, String> titleOf = titles.of(media);
        List<Row> rows = page.plays().stream().map(odd -> row(odd, titleOf)).toList();
        String next = page.next() == null ? null : question.address() + "&cursor=" + page.next();
        return Templates.list(new View(question, page, rows, screens.inUse(), next));
    }

    private static Row row(Odd odd, Map<String, String> titleOf) {
        var log = odd.marked().log();
        return new Row(
                odd,
                EXACT.format(
                        Instant.ofEpochMilli(log.startMs()).atZone(odd.screen().timeZone())),
                titleOf.getOrDefault(log.media(), log.media().substring(0, 12)),
                BigDecimal.valueOf(log.durationMs(), 3)
                        .setScale(1, RoundingMode.DOWN)
                        .toPlainString());
    }
}
