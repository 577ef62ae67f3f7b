package io.lunbo.rulecheck;

import io.lunbo.dayplan.SheetContent;
import io.lunbo.schedule.Sheet;
import io.lunbo.schedule.SheetRepository;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.security.Authenticated;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The rules that a sheet does not keep, as JSON. */
@Path("/api/v1/sheets/{id}/rule-findings")
@Authenticated
public class SheetFindingResource {
    private final SheetRepository sheets;
    private final ScreenRepository screens;
    private final ScreenDayRules dayRules;

    /** All of a sheet, rule by rule. */
    @Schema(name = "RuleFindings")
    public record Findings(List<FoundRule> items) {}

    SheetFindingResource(SheetRepository sheets, ScreenRepository screens, ScreenDayRules dayRules) {
        this.sheets = sheets;
        this.screens = screens;
        this.dayRules = dayRules;
    }

    @GET
    @Operation(summary = "Which rules of its screen a sheet does not keep, as they are now")
    @Transactional
    public Findings of(UUID id) {
        Sheet sheet = sheets.findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        Screen screen = screens.findById(sheet.screenId());
        return new Findings(dayRules.found(screen, SheetContent.read(sheet.gzipBody())).stream()
                .map(one -> FoundRule.of(one.finding(), screen, sheet.date(), one.letBe()))
                .toList());
    }
}
