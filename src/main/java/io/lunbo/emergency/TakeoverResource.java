package io.lunbo.emergency;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.takeover.IssuingLevel;
import io.lunbo.takeover.Lifting;
import io.lunbo.takeover.Notice;
import io.lunbo.takeover.TakeoverKind;
import io.lunbo.takeover.TakeoverOrder;
import io.lunbo.takeover.TakeoverOrder.Terms;
import io.lunbo.takeover.TakeoverOrderRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** What goes before the sheets, for programs: darkness, reviewed media and warnings, and who has confirmed them. */
@Path("/api/v1/takeovers")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.Names.PLAYOUT)
public class TakeoverResource {
    private final EmergencyOrdering ordering;
    private final Lifting lifting;
    private final TakeoverOrderRepository orders;
    private final Progress.Reading reading;
    private final CurrentOperator operator;
    private final Clock clock;

    /**
     * An order.
     *
     * @param kind what it puts in the place of the sheets
     * @param all whether every screen in use is meant, where none is named; missing: no
     * @param groups codes of groups; may be missing
     * @param screens codes of screens; may be missing
     * @param media the id of a reviewed media, for an insert
     * @param notice what a warning says, for a notice
     * @param from when it begins; missing: now
     * @param until when it ends by itself; missing: when somebody lifts it. Of no meaning for a blackout
     * @param sound whether it may be heard; missing: no
     * @param issuingLevel who stands behind it; missing: the district
     * @param drill whether it is only tried; missing: no
     * @param othersOnly whether a warning leaves out the signs whose fonts lack a character of it; missing: it is refused for all
     * @param reason why; may be said afterwards
     */
    public record NewOrder(
            @NotNull TakeoverKind kind,
            Boolean all,
            @Size(max = 1000) Set<@NotBlank String> groups,
            @Size(max = 10_000) Set<@NotBlank String> screens,
            UUID media,
            @Valid Notice notice,
            Instant from,
            Instant until,
            Boolean sound,
            IssuingLevel issuingLevel,
            Boolean drill,
            Boolean othersOnly,
            @Size(max = 1000) String reason) {
        Target target() {
            return new Target(yes(all), groups == null ? Set.of() : groups, screens == null ? Set.of() : screens);
        }

        Terms terms() {
            IssuingLevel stands = issuingLevel == null ? IssuingLevel.DISTRICT : issuingLevel;
            return new Terms(from, until, yes(sound), stands, yes(drill), why());
        }

        boolean passesOver() {
            return yes(othersOnly);
        }

        boolean tried() {
            return yes(drill);
        }

        private static boolean yes(Boolean said) {
            return Boolean.TRUE.equals(said);
        }

        String why() {
            return reason == null || reason.isBlank() ? null : reason.strip();
        }
    }

    /**
     * Why an order was given.
     *
     * @param reason in words
     */
    public record Reason(@NotBlank @Size(max = 1000) String reason) {}

    /**
     * Orders.
     *
     * @param takeovers those that hold somewhere or will, newest first
     */
    public record Orders(List<Order> takeovers) {}

    /**
     * An order and how far it has come.
     *
     * @param orderedBy the person's name
     * @param reason null: it is owed
     * @param confirmed how many screens have confirmed it
     * @param late how many have not within ten seconds
     * @param unreached how many have no player that answers
     * @param screens each screen
     */
    public record Order(
            UUID id,
            TakeoverKind kind,
            boolean drill,
            IssuingLevel issuingLevel,
            String mediaSha256,
            Notice notice,
            Instant from,
            Instant until,
            boolean sound,
            String reason,
            String orderedBy,
            Instant orderedAt,
            long confirmed,
            long late,
            long unreached,
            List<Part> screens) {
        static Order of(Progress progress) {
            TakeoverOrder order = progress.order();
            return new Order(
                    order.id(),
                    order.kind(),
                    order.drill(),
                    order.issuingLevel(),
                    order.mediaSha256(),
                    order.notice(),
                    order.fromAt(),
                    order.untilAt(),
                    order.sound(),
                    order.reason(),
                    order.orderedName(),
                    order.orderedAt(),
                    progress.confirmed(),
                    progress.late(),
                    progress.unreached(),
                    progress.rows().stream().map(Part::of).toList());
        }
    }

    /**
     * An order on one screen.
     *
     * @param takeover its id there, as manifests, plays and heartbeats name it
     * @param state where it stands
     * @param manifestVersion the first manifest that says it
     * @param confirmedAt when the player said that it does it
     * @param liftedAt when somebody ended it
     * @param liftConfirmedAt when the player said that it does it no more
     * @param tookMs from order to confirmation, or from lift to its confirmation
     */
    public record Part(
            String screen,
            UUID takeover,
            Progress.State state,
            Long manifestVersion,
            Instant confirmedAt,
            Instant liftedAt,
            Instant liftConfirmedAt,
            Long tookMs) {
        static Part of(Progress.Row row) {
            return new Part(
                    row.screen().code(),
                    row.takeover().id(),
                    row.state(),
                    row.takeover().manifestVersion(),
                    row.takeover().confirmedAt(),
                    row.takeover().liftedAt(),
                    row.takeover().liftConfirmedAt(),
                    row.tookMs());
        }
    }

    TakeoverResource(
            EmergencyOrdering ordering,
            Lifting lifting,
            TakeoverOrderRepository orders,
            Progress.Reading reading,
            CurrentOperator operator,
            Clock clock) {
        this.ordering = ordering;
        this.lifting = lifting;
        this.orders = orders;
        this.reading = reading;
        this.operator = operator;
        this.clock = clock;
    }

    /** Gives an order. */
    @POST
    @Operation(summary = "Put darkness, a reviewed media or a warning before the sheets")
    @APIResponseSchema(value = Order.class, responseCode = "201")
    public Response order(@Valid @NotNull NewOrder wanted) {
        TakeoverOrder order = switch (wanted.kind()) {
            case BLACKOUT -> ordering.darken(wanted.target(), wanted.tried(), wanted.why(), operator.account());
            case INSERT -> ordering.insert(wanted.target(), given(wanted.media()), wanted.terms(), operator.account());
            case NOTICE ->
                ordering.announce(
                        wanted.target(),
                        given(wanted.notice()),
                        wanted.terms(),
                        wanted.passesOver(),
                        operator.account());
        };
        return Response.status(Response.Status.CREATED).entity(get(order.id())).build();
    }

    /** What holds. */
    @GET
    @Operation(summary = "Orders that hold somewhere or will")
    public Orders list() {
        Instant now = clock.instant();
        return new Orders(
                reading.of(orders.open(now), now).stream().map(Order::of).toList());
    }

    /** One order. */
    @GET
    @Path("/{id}")
    @Operation(summary = "An order, and which screens have confirmed it")
    public Order get(@PathParam("id") UUID id) {
        TakeoverOrder order = orders.findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        return Order.of(reading.of(order, clock.instant()));
    }

    /** Says why. */
    @PUT
    @Path("/{id}/reason")
    @Operation(summary = "Say why an order was given, where that is owed")
    public void explain(@PathParam("id") UUID id, @Valid @NotNull Reason reason) {
        lifting.explain(id, reason.reason(), operator.account());
    }

    /** Ends it everywhere. */
    @DELETE
    @Path("/{id}")
    @Operation(summary = "End an order on all of its screens")
    public void lift(@PathParam("id") UUID id) {
        lifting.lift(id, operator.account());
    }

    /** Ends it on one screen. */
    @DELETE
    @Path("/{id}/screens/{takeover}")
    @Operation(summary = "End an order on one screen")
    public void liftOne(@PathParam("id") UUID id, @PathParam("takeover") UUID takeover) {
        lifting.liftOne(takeover, operator.account());
    }

    private static <T> T given(T value) {
        if (value == null) {
            throw Problem.of(ProblemType.INVALID_INPUT);
        }
        return value;
    }
}
