package io.lunbo.makegood;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.makegood.MakeGoods.Wanted;
import io.lunbo.reconcile.Verdict;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
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
import org.jboss.resteasy.reactive.RestResponse;

/** Make-goods for programs. */
@Path("/api/v1/make-goods")
@RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "proof of play")
public class MakeGoodResource {
    private static final int LISTED = 200;

    private final MakeGoods makeGoods;
    private final ScreenRepository screens;
    private final CurrentOperator operator;

    /**
     * A missed play, and when it is to be shown instead.
     *
     * @param screen the screen's code
     * @param dueAt when it was due
     * @param spot its booking
     * @param at when it is to be shown, to the second
     */
    public record NewMakeGood(
            @NotBlank String screen,
            @NotNull Instant dueAt,
            @NotNull UUID spot,
            @NotNull Instant at) {}

    /**
     * A make-good as it stands.
     *
     * @param bookedSpot the booking that was made for it
     * @param outcome what became of its play; missing while it is on no published sheet
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record MakeGoodDocument(
            UUID id,
            String screen,
            Instant dueAt,
            UUID spot,
            UUID bookedSpot,
            Instant at,
            String acceptedBy,
            Instant acceptedAt,
            Verdict outcome) {}

    MakeGoodResource(MakeGoods makeGoods, ScreenRepository screens, CurrentOperator operator) {
        this.makeGoods = makeGoods;
        this.screens = screens;
        this.operator = operator;
    }

    /** The newest ones. */
    @GET
    @Operation(summary = "Missed plays that were let be made good, and what became of that")
    public List<MakeGoodDocument> list() {
        return makeGoods.newest(LISTED).stream().map(this::document).toList();
    }

    /** Accepts one. */
    @POST
    @Operation(summary = "Let a missed play be made good: it is booked as one play at a fixed time")
    @APIResponseSchema(value = MakeGoodDocument.class, responseCode = "201", responseDescription = "Booked")
    public RestResponse<MakeGoodDocument> accept(@NotNull @Valid NewMakeGood body) {
        MakeGood made =
                makeGoods.accept(new Wanted(body.screen(), body.dueAt(), body.spot(), body.at()), operator.account());
        return RestResponse.ResponseBuilder.<MakeGoodDocument>created(URI.create("/api/v1/make-goods/" + made.id()))
                .entity(document(made))
                .build();
    }

    private MakeGoodDocument document(MakeGood made) {
        Screen screen = screens.findById(made.screenId());
        return new MakeGoodDocument(
                made.id(),
                screen.code(),
                made.dueAt(),
                made.spotId(),
                made.bookedSpotId(),
                made.bookedAt(),
                made.acceptedByName(),
                made.acceptedAt(),
                makeGoods.outcome(made, screen).orElse(null));
    }
}
