package io.lunbo.signoff;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.access.Unit;
import io.lunbo.access.UnitRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.VersionTag;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;

/** A unit's rules for sheets as JSON. */
@Path("/api/v1/sheet-rules/{code}")
@Authenticated
@Tag(name = "sign-offs")
public class SheetRulesResource {
    private final SheetRuling ruling;
    private final UnitRepository units;
    private final CurrentOperator operator;

    SheetRulesResource(SheetRuling ruling, UnitRepository units, CurrentOperator operator) {
        this.ruling = ruling;
        this.units = units;
        this.operator = operator;
    }

    /**
     * The rules.
     *
     * @param signatures how many people sign a sheet before it is published, 0 to 4
     * @param freezeAt from when on the next day is frozen, {@code HH:MM} in the screen's zone, or {@code off}
     */
    public record RulesBody(
            @NotNull @Min(0) @Max(SheetRuling.MOST_SIGNATURES)
            Integer signatures,

            @NotNull @Pattern(regexp = SheetRules.FREEZE) String freezeAt) {
        static RulesBody of(SheetRules rules) {
            return new RulesBody(rules.signatures(), rules.freezeAt());
        }
    }

    /** What holds. */
    @GET
    @Operation(summary = "How a unit's sheets are signed and frozen")
    public RestResponse<RulesBody> get(String code) {
        return answer(ruling.of(unit(code).id()));
    }

    /** Changes it; a stale tag is answered with both versions. */
    @PUT
    @RolesAllowed(Role.Names.ADMINISTRATOR)
    @Operation(summary = "Change how a unit's sheets are signed and frozen")
    public RestResponse<RulesBody> put(
            String code, @NotNull @Valid RulesBody body, @RestHeader("If-Match") String ifMatch) {
        int seen = VersionTag.required(ifMatch);
        Unit unit = unit(code);
        try {
            return answer(ruling.change(unit.id(), body.signatures(), body.freezeAt(), seen, operator.account()));
        } catch (Problem problem) {
            throw problem.type() != ProblemType.CONFLICT
                    ? problem
                    : Problem.of(ProblemType.PRECONDITION_FAILED)
                            .with("yours", body)
                            .with("current", RulesBody.of(ruling.of(unit.id())));
        }
    }

    private Unit unit(String code) {
        return units.byCode(code).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }

    private static RestResponse<RulesBody> answer(SheetRules rules) {
        return RestResponse.ResponseBuilder.ok(RulesBody.of(rules))
                .tag(VersionTag.of(rules.tag()))
                .build();
    }
}
