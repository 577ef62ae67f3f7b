package io.lunbo.occasion;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.occasion.Occasion.OccasionFacts;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.VersionTag;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;

/** The occasions as JSON. */
@Path("/api/v1/occasions")
@Authenticated
public class OccasionResource {
    private final OccasionRepository occasions;
    private final OccasionUpkeep upkeep;
    private final CurrentOperator operator;

    OccasionResource(OccasionRepository occasions, OccasionUpkeep upkeep, CurrentOperator operator) {
        this.occasions = occasions;
        this.upkeep = upkeep;
        this.operator = operator;
    }

    /**
     * An occasion as a client writes it.
     *
     * @param words other words for it
     * @param dates {@code 10-01..10-07} every year, {@code 2023-01-21..2023-02-05} in one; several separated by commas
     */
    public record OccasionBody(String name, List<String> words, String dates) {
        OccasionFacts facts() {
            return new OccasionFacts(name, words == null ? "" : String.join(", ", words), dates);
        }
    }

    /** An occasion as it is. */
    public record OccasionDocument(UUID id, String name, List<String> words, String dates) {
        static OccasionDocument of(Occasion one) {
            return new OccasionDocument(one.id(), one.name(), one.wordList(), one.dates());
        }
    }

    /** All occasions. */
    public record OccasionList(List<OccasionDocument> items) {}

    @GET
    @Operation(summary = "All occasions, by name")
    public OccasionList list() {
        return new OccasionList(
                occasions.everyone().stream().map(OccasionDocument::of).toList());
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One occasion")
    public RestResponse<OccasionDocument> one(UUID id) {
        return answer(occasions.findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND)));
    }

    @POST
    @Operation(summary = "Add an occasion")
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = OccasionDocument.class, responseCode = "201")
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public RestResponse<OccasionDocument> add(@NotNull OccasionBody body) {
        Occasion added = upkeep.add(body.facts(), operator.account());
        return RestResponse.ResponseBuilder.<OccasionDocument>created(URI.create("/api/v1/occasions/" + added.id()))
                .entity(OccasionDocument.of(added))
                .tag(VersionTag.of(added.version()))
                .build();
    }

    @PUT
    @Path("{id}")
    @Operation(summary = "Change an occasion")
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public RestResponse<OccasionDocument> change(
            UUID id, @NotNull OccasionBody body, @RestHeader("If-Match") String ifMatch) {
        int seen = VersionTag.required(ifMatch);
        return answer(VersionTag.guarded(() -> upkeep.change(id, body.facts(), seen, operator.account())));
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Take an occasion off the list")
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public void remove(UUID id) {
        upkeep.remove(id, operator.account());
    }

    private static RestResponse<OccasionDocument> answer(Occasion one) {
        return RestResponse.ResponseBuilder.ok(OccasionDocument.of(one))
                .tag(VersionTag.of(one.version()))
                .build();
    }
}
