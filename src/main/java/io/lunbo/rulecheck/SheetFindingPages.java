package io.lunbo.rulecheck;

import io.lunbo.dayplan.SheetContent;
import io.lunbo.rulecheck.RuleLines.Line;
import io.lunbo.schedule.Sheet;
import io.lunbo.schedule.SheetRepository;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;

/** The rules that a sheet does not keep, as a fragment for its page. */
@Path("/rule-findings")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class SheetFindingPages {
    private final SheetRepository sheets;
    private final ScreenRepository screens;
    private final ScreenDayRules dayRules;
    private final RuleLines lines;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance of(Sheet sheet, Screen screen, List<Line> found);

        private Templates() {}
    }

    SheetFindingPages(SheetRepository sheets, ScreenRepository screens, ScreenDayRules dayRules, RuleLines lines) {
        this.sheets = sheets;
        this.screens = screens;
        this.dayRules = dayRules;
        this.lines = lines;
    }

    @GET
    @Path("of/{id}")
    @Transactional
    public TemplateInstance of(UUID id) {
        Sheet sheet = sheets.findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        Screen screen = screens.findById(sheet.screenId());
        return Templates.of(
                sheet,
                screen,
                lines.found(dayRules.found(screen, SheetContent.read(sheet.gzipBody())), screen.timeZone()));
    }
}
