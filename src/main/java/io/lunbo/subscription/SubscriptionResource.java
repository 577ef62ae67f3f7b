package io.lunbo.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Reports by mail, over REST. */
@Path("/api/v1/report-subscriptions")
@RolesAllowed({Role.Names.INSPECTOR, Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "report subscriptions")
public class SubscriptionResource {
    private final Subscriptions subscriptions;
    private final CurrentOperator operator;

    /**
     * What shall be mailed.
     *
     * @param campaign the campaign's code; missing: whatever the screen played
     * @param screen the screen's code; missing: all screens of the campaign
     * @param recipients mail addresses
     */
    public record NewSubscription(
            @Size(max = 100) String campaign,
            @Size(max = 100) String screen,
            @NotNull Rhythm rhythm,

            @NotEmpty @Size(max = 100)
            List<@NotNull @Size(max = 254) @Pattern(regexp = "[^\\s,;，；]+") String> recipients) {}

    /**
     * What is mailed.
     *
     * @param nextOn the day of the next report; missing: never again
     * @param lastReport the newest report; missing before the first
     * @param failedAt since when it cannot be issued or mailed; missing where it can
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SubscriptionDocument(
            UUID id,
            String campaign,
            String screen,
            Rhythm rhythm,
            List<String> recipients,
            LocalDate nextOn,
            String madeBy,
            Instant madeAt,
            Instant endedAt,
            String endedBy,
            UUID lastReport,
            Instant failedAt,
            String failure) {
        static SubscriptionDocument of(Subscription one) {
            return new SubscriptionDocument(
                    one.id(),
                    one.campaign(),
                    one.screen(),
                    one.rhythm(),
                    one.recipients(),
                    one.nextOn(),
                    one.madeByName(),
                    one.madeAt(),
                    one.endedAt(),
                    one.endedByName(),
                    one.lastReport(),
                    one.failedAt(),
                    one.failure());
        }
    }

    SubscriptionResource(Subscriptions subscriptions, CurrentOperator operator) {
        this.subscriptions = subscriptions;
        this.operator = operator;
    }

    /** All of them. */
    @GET
    @Operation(summary = "Which reports go to whom by mail, those that go on first")
    public List<SubscriptionDocument> list() {
        return subscriptions.all().stream().map(SubscriptionDocument::of).toList();
    }

    /** Makes one. */
    @POST
    @Operation(summary = "Mail the report of a campaign, a screen or both at the end of every period")
    @APIResponseSchema(value = SubscriptionDocument.class, responseCode = "201", responseDescription = "Set up")
    public RestResponse<SubscriptionDocument> make(@NotNull @Valid NewSubscription body) {
        Subscription made = subscriptions.make(
                new Subscriptions.Wanted(
                        body.campaign(), body.screen(), body.rhythm(), String.join("\n", body.recipients())),
                operator.account());
        return RestResponse.ResponseBuilder.<SubscriptionDocument>created(
                        URI.create("/api/v1/report-subscriptions/" + made.id()))
                .entity(SubscriptionDocument.of(made))
                .build();
    }

    /** One. */
    @GET
    @Path("{id}")
    @Operation(summary = "One report by mail")
    public SubscriptionDocument one(UUID id) {
        return subscriptions
                .findByIdOptional(id)
                .map(SubscriptionDocument::of)
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }

    /** Ends one. */
    @POST
    @Path("{id}/end")
    @Operation(summary = "Mail no more of it; what was issued stays")
    public SubscriptionDocument end(UUID id) {
        subscriptions.end(id, operator.account());
        return one(id);
    }
}
