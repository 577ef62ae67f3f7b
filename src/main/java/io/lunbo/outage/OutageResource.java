package io.lunbo.outage;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Outages as JSON. */
@Path("/api/v1/outages")
@Authenticated
@Tag(name = "outages")
public class OutageResource {
    private static final int LISTED = 1_000;

    private final Outages outages;
    private final OutageRepository repository;
    private final ScreenRepository screens;
    private final CurrentOperator operator;

    OutageResource(Outages outages, OutageRepository repository, ScreenRepository screens, CurrentOperator operator) {
        this.outages = outages;
        this.repository = repository;
        this.screens = screens;
        this.operator = operator;
    }

    /**
     * An outage as a client enters it.
     *
     * @param screen the screen's code
     * @param cause why
     * @param from when it began, or will
     * @param until when it ended, or will; missing while it goes on
     * @param evidence what proves it
     */
    public record NewOutage(
            @NotBlank @Size(max = 64) String screen,
            @NotNull OutageCause cause,
            @NotNull Instant from,
            Instant until,
            @NotBlank @Size(max = 1000) String evidence) {}

    /**
     * When an outage ended.
     *
     * @param until missing: now
     */
    public record End(Instant until) {}

    /** An outage as it is. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OutageDocument(
            UUID id,
            String screen,
            OutageCause cause,
            Instant from,
            Instant until,
            String evidence,
            String enteredBy,
            Instant enteredAt,
            String withdrawnBy,
            Instant withdrawnAt) {}

    /** The newest. */
    @GET
    @Operation(summary = "The newest outages, of one screen or of all")
    public List<OutageDocument> list(@RestQuery String screen) {
        UUID id = screen == null || screen.isEmpty()
                ? null
                : screens.byCode(screen)
                        .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND))
                        .id();
        return repository.newest(id, LISTED).stream().map(this::document).toList();
    }

    /** Enters one. */
    @POST
    @RolesAllowed({Role.Names.PLAYOUT, Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    @Operation(summary = "Enter a time in which a screen could not play")
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = OutageDocument.class, responseCode = "201", responseDescription = "Entered")
    public RestResponse<OutageDocument> enter(@NotNull @Valid NewOutage body) {
        OutageFacts facts = new OutageFacts(body.cause(), body.from(), body.until(), body.evidence());
        Outage outage = outages.enter(body.screen(), facts, operator.account());
        return RestResponse.ResponseBuilder.<OutageDocument>created(URI.create("/api/v1/outages/" + outage.id()))
                .entity(document(outage))
                .build();
    }

    /** One. */
    @GET
    @Path("{id}")
    @Operation(summary = "One outage")
    public OutageDocument one(UUID id) {
        return document(repository.findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND)));
    }

    /** Ends one. */
    @POST
    @Path("{id}/end")
    @RolesAllowed({Role.Names.PLAYOUT, Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    @Operation(summary = "Say that an outage is over")
    public OutageDocument end(UUID id, @NotNull @Valid End body) {
        return document(outages.end(id, body.until(), operator.account()));
    }

    /** Takes one back. */
    @DELETE
    @Path("{id}")
    @RolesAllowed({Role.Names.PLAYOUT, Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    @Operation(summary = "Take back an outage that was entered wrongly; it stays to be seen")
    public void withdraw(UUID id) {
        outages.withdraw(id, operator.account());
    }

    private OutageDocument document(Outage outage) {
        return new OutageDocument(
                outage.id(),
                screens.findById(outage.screenId()).code(),
                outage.cause(),
                outage.fromAt(),
                outage.untilAt(),
                outage.evidence(),
                outage.enteredByName(),
                outage.enteredAt(),
                outage.withdrawnByName(),
                outage.withdrawnAt());
    }
}
