package io.lunbo.accord;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Refused records for programs. */
@Path("/api/v1/rejected-plays")
@RolesAllowed({Role.Names.INSPECTOR, Role.Names.SCHEDULER, Role.Names.PLAYOUT, Role.Names.ADMINISTRATOR})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "plays")
public class RejectedResource {
    private static final int PER_PAGE = 200;

    private final RejectedRecords records;
    private final Resubmission resubmission;
    private final ScreenRepository screens;
    private final CurrentOperator operator;

    /**
     * How a record is submitted again.
     *
     * @param correctionMs what is added to the time that the player wrote; 0 where its clock was right
     */
    public record Again(long correctionMs) {}

    RejectedResource(
            RejectedRecords records, Resubmission resubmission, ScreenRepository screens, CurrentOperator operator) {
        this.records = records;
        this.resubmission = resubmission;
        this.operator = operator;
        this.screens = screens;
    }

    /** The newest ones. */
    @GET
    @Operation(summary = "Records that players sent and that were refused, newest first")
    public RejectedRecords.Page list(@RestQuery String screen, @RestQuery String reason, @RestQuery String cursor) {
        UUID id = screen == null || screen.isEmpty()
                ? null
                : screens.byCode(screen)
                        .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND))
                        .id();
        return records.page(id, reason, cursor, PER_PAGE);
    }

    /** Submits one again. */
    @POST
    @Path("{id}/resubmit")
    @RolesAllowed({Role.Names.PLAYOUT, Role.Names.ADMINISTRATOR})
    @Operation(
            summary = "Submit a refused record again, with what its clock was wrong by; 422 where it still is no play")
    public void resubmit(UUID id, @NotNull @Valid Again body) {
        resubmission.submit(id, Duration.ofMillis(body.correctionMs()), operator.account());
    }
}
