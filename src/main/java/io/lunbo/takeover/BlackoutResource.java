package io.lunbo.takeover;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** Blackouts for programs. */
@Path("/api/v1/blackouts")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.Names.PLAYOUT)
public class BlackoutResource {
    private final Blackout blackout;
    private final ScreenRepository screens;
    private final CurrentOperator operator;

    /**
     * Which screens to make dark.
     *
     * @param screens their codes
     * @param reason why; may be missing
     */
    public record Order(
            @NotEmpty @Size(max = 10_000) Set<@NotBlank String> screens,
            @Size(max = 1000) String reason) {}

    /**
     * The orders that stand now.
     *
     * @param blackouts one for each screen
     */
    public record Ordered(List<Standing> blackouts) {}

    /**
     * One screen that is dark.
     *
     * @param id what to lift
     * @param screen the screen's code
     * @param from since when
     */
    public record Standing(UUID id, String screen, Instant from) {}

    BlackoutResource(Blackout blackout, ScreenRepository screens, CurrentOperator operator) {
        this.blackout = blackout;
        this.screens = screens;
        this.operator = operator;
    }

    /** Makes screens dark. */
    @POST
    @Operation(summary = "Make screens dark")
    @APIResponseSchema(value = Ordered.class, responseCode = "201")
    public Response order(@Valid @NotNull Order order) {
        Map<UUID, Screen> named =
                order.screens().stream().map(this::screen).collect(Collectors.toMap(Screen::id, Function.identity()));
        List<Standing> standing = blackout.order(named.keySet(), order.reason(), operator.account()).stream()
                .map(t -> new Standing(t.id(), named.get(t.screenId()).code(), t.fromAt()))
                .toList();
        return Response.status(Response.Status.CREATED)
                .entity(new Ordered(standing))
                .build();
    }

    /** Lets a screen play again. */
    @DELETE
    @Operation(summary = "Let a screen play again")
    @Path("/{id}")
    public void lift(@PathParam("id") UUID id) {
        blackout.lift(id, operator.account());
    }

    private Screen screen(String code) {
        return screens.byCode(code)
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND).with("screen", code));
    }
}
