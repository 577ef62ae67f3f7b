package io.lunbo.amend;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.amend.CampaignCopying.Copy;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignRepository;
import io.lunbo.campaign.CampaignResource.CampaignDocument;
import io.lunbo.history.BookingState;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.VersionTag;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestResponse;

/** Copies of campaigns, and changes that can be taken back. */
@Path("/api/v1/campaigns/{code}")
@Authenticated
public class AmendResource {
    private final CampaignRepository campaigns;
    private final CampaignCopying copying;
    private final BookingUndo undo;
    private final CurrentOperator operator;

    AmendResource(CampaignRepository campaigns, CampaignCopying copying, BookingUndo undo, CurrentOperator operator) {
        this.campaigns = campaigns;
        this.copying = copying;
        this.undo = undo;
        this.operator = operator;
    }

    /**
     * What a copy is to be.
     *
     * @param code its code
     * @param name its name
     * @param from its first day; all other dates move with it
     * @param template whether it is only there to be copied; no where absent
     */
    public record CopyBody(String code, String name, LocalDate from, Boolean template) {}

    /** A change that can be taken back. */
    public record UndoableChange(UUID id, String deed, UUID spotId, int version, Instant at) {
        static UndoableChange of(BookingState state) {
            return new UndoableChange(state.id(), state.deed(), state.subject().spotId(), state.version(), state.at());
        }
    }

    /** What can be taken back, the newest first. */
    public record UndoableChanges(List<UndoableChange> items) {}

    @POST
    @Path("copies")
    @Operation(summary = "Copy a campaign to other dates; its media need a new review")
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = CampaignDocument.class, responseCode = "201")
    @RolesAllowed(Role.Names.SCHEDULER)
    public RestResponse<CampaignDocument> copy(String code, @NotNull CopyBody body) {
        boolean template = body.template() != null && body.template();
        Campaign copied =
                copying.copy(code, new Copy(body.code(), body.name(), body.from(), template), operator.account());
        return RestResponse.ResponseBuilder.<CampaignDocument>created(URI.create("/api/v1/campaigns/" + copied.code()))
                .entity(CampaignDocument.of(copied))
                .tag(VersionTag.of(copied.version()))
                .build();
    }

    @GET
    @Path("undoable")
    @Operation(summary = "What was changed within the hour and can be taken back")
    public UndoableChanges undoable(String code) {
        return new UndoableChanges(
                undo.undoable(known(code)).stream().map(UndoableChange::of).toList());
    }

    @POST
    @Path("undoable/{id}")
    @Operation(summary = "Take a change back")
    @RolesAllowed(Role.Names.SCHEDULER)
    public void undo(String code, UUID id) {
        undo.undo(known(code), id, operator.account());
    }

    private Campaign known(String code) {
        return campaigns.byCode(code).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }
}
