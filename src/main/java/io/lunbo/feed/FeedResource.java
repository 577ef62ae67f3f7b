package io.lunbo.feed;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.feed.FeedAddresses.Made;
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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Private addresses of calendars over REST. */
@Path("/api/v1/feeds")
@RolesAllowed(Role.Names.SCHEDULER)
@Tag(name = "feeds")
public class FeedResource {
    private final FeedAddresses addresses;
    private final CurrentOperator operator;

    FeedResource(FeedAddresses addresses, CurrentOperator operator) {
        this.addresses = addresses;
        this.operator = operator;
    }

    /**
     * A calendar to be opened.
     *
     * @param kind SCREEN or CAMPAIGN
     * @param code the screen's or campaign's
     * @param name who is to read it
     */
    public record NewFeed(
            @NotNull FeedAddress.Kind kind,
            @NotBlank @Size(max = 100) String code,
            @NotBlank @Size(max = 100) String name) {}

    /**
     * An address that is open.
     *
     * @param path where the calendar is; told once, when it is made
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FeedDocument(UUID id, FeedAddress.Kind kind, UUID subject, String name, Instant madeAt, String path) {
        static FeedDocument of(FeedAddress address, String path) {
            return new FeedDocument(
                    address.id(), address.kind(), address.subjectId(), address.name(), address.madeAt(), path);
        }
    }

    /** Those that are open. */
    @GET
    @Operation(summary = "The calendars that are open, without their addresses")
    public List<FeedDocument> list() {
        return addresses.open().stream()
                .map(address -> FeedDocument.of(address, null))
                .toList();
    }

    /** Opens one. */
    @POST
    @ResponseStatus(201)
    @Operation(summary = "Open a calendar of a screen or campaign at a private address, told once")
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = FeedDocument.class, responseCode = "201", responseDescription = "The address")
    public FeedDocument make(@NotNull @Valid NewFeed body) {
        Made made = addresses.make(body.kind(), body.code(), body.name(), operator.account());
        return FeedDocument.of(made.address(), made.path());
    }

    /** Closes one for good. */
    @DELETE
    @Path("{id}")
    @Operation(summary = "Revoke a calendar's address")
    public void revoke(UUID id) {
        addresses.revoke(id, operator.account());
    }
}
