package io.lunbo.command;

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
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the player of a screen is asked to do, for programs. */
@Path("/api/v1/screens/{code}/commands")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.Names.PLAYOUT)
@Tag(name = "commands")
public class CommandResource {
    private static final int SHOWN = 50;

    private final Commanding commanding;
    private final CommandRepository commands;
    private final ScreenRepository screens;
    private final CurrentOperator operator;

    /**
     * What to ask.
     *
     * @param kind what the player is to do
     */
    public record Asked(@NotNull CommandKind kind) {}

    /**
     * A command.
     *
     * @param until until when it is good
     * @param outcome {@code DONE} or {@code FAILED}; null while no player has answered
     * @param detail what the player said to it
     */
    public record Command(
            UUID id,
            CommandKind kind,
            String orderedBy,
            Instant orderedAt,
            Instant until,
            String outcome,
            String detail,
            Instant answeredAt) {
        static Command of(PlayerCommand command) {
            return new Command(
                    command.id(),
                    command.kind(),
                    command.orderedName(),
                    command.orderedAt(),
                    command.untilAt(),
                    command.outcome(),
                    command.detail(),
                    command.answeredAt());
        }
    }

    /**
     * Commands.
     *
     * @param commands the newest, newest first
     */
    public record Commands(List<Command> commands) {}

    CommandResource(
            Commanding commanding, CommandRepository commands, ScreenRepository screens, CurrentOperator operator) {
        this.commanding = commanding;
        this.commands = commands;
        this.screens = screens;
        this.operator = operator;
    }

    /** Asks the player. */
    @POST
    @Operation(summary = "Ask the player of a screen to do something once")
    @APIResponseSchema(value = Command.class, responseCode = "201")
    public Response ask(@PathParam("code") String code, @Valid @NotNull Asked asked) {
        return Response.status(Response.Status.CREATED)
                .entity(Command.of(commanding.ask(code, asked.kind(), operator.account())))
                .build();
    }

    /** What was asked. */
    @GET
    @Operation(summary = "What the player of a screen was asked, and what it answered")
    public Commands list(@PathParam("code") String code) {
        UUID screen = screens.byCode(code)
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND))
                .id();
        return new Commands(
                commands.newest(screen, SHOWN).stream().map(Command::of).toList());
    }
}
