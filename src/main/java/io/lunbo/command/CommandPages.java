package io.lunbo.command;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.player.PlayerState;
import io.lunbo.player.PlayerStates;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;

/** One screen's player: how it is, its picture, what it is asked and what it answered. */
@Path("/screens/{code}/player")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.Names.PLAYOUT)
public class CommandPages {
    private static final int SHOWN = 30;

    private final Commanding commanding;
    private final CommandRepository commands;
    private final PlayerLogs logs;
    private final PlayerStates states;
    private final ScreenRepository screens;
    private final CurrentOperator operator;
    private final Clock clock;

    /** What is on the page; the state is null where no player has ever spoken. */
    record View(
            Screen screen,
            PlayerState state,
            boolean silent,
            List<PlayerCommand> commands,
            PlayerLogs.Log log,
            Instant now) {
        public CommandKind[] kinds() {
            return CommandKind.values();
        }
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance player(View view);

        private Templates() {}
    }

    CommandPages(
            Commanding commanding,
            CommandRepository commands,
            PlayerLogs logs,
            PlayerStates states,
            ScreenRepository screens,
            CurrentOperator operator,
            Clock clock) {
        this.commanding = commanding;
        this.commands = commands;
        this.logs = logs;
        this.states = states;
        this.screens = screens;
        this.operator = operator;
        this.clock = clock;
    }

    @GET
    public TemplateInstance player(String code) {
        Screen screen = screens.byCode(code).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        PlayerState state = states.of(screen.id());
        return Templates.player(new View(
                screen,
                state,
                state != null && states.silent(state),
                commands.newest(screen.id(), SHOWN),
                logs.of(screen.id()).orElse(null),
                clock.instant()));
    }

    @POST
    @Path("/commands")
    public Response ask(String code, @RestForm String kind) {
        CommandKind asked = Arrays.stream(CommandKind.values())
                .filter(one -> one.name().equals(kind))
                .findFirst()
                .orElseThrow(() -> Problem.of(ProblemType.INVALID_INPUT));
        commanding.ask(code, asked, operator.account());
        return Response.seeOther(URI.create("/screens/" + code + "/player")).build();
    }
}
