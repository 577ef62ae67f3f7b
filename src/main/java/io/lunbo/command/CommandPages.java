package io.lunbo.command;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.media.Media;
import io.lunbo.player.FrameCount;
import io.lunbo.player.PlayerState;
import io.lunbo.player.PlayerStates;
import io.lunbo.rendition.Deliveries;
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
    private final Deliveries deliveries;
    private final Clock clock;

    /** How one film ran today, by the name that people gave it. */
    record FilmFrames(String title, FrameCount.Item frames) {}

    /** What is on the page; the state is null where no player has ever spoken. */
    record View(
            Screen screen,
            PlayerState state,
            boolean silent,
            List<PlayerCommand> commands,
            PlayerLogs.Log log,
            Instant now,
            List<FilmFrames> films) {
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
            Deliveries deliveries,
            Clock clock) {
        this.commanding = commanding;
        this.commands = commands;
        this.logs = logs;
        this.states = states;
        this.screens = screens;
        this.operator = operator;
        this.deliveries = deliveries;
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
                clock.instant(),
                state == null ? List.of() : films(state.frames())));
    }

    /** Those that dropped any; a film that is no longer here keeps the beginning of its hash. */
    private List<FilmFrames> films(FrameCount counted) {
        return counted == null
                ? List.of()
                : counted.items().stream()
                        .filter(item -> item.dropped() > 0)
                        .map(item -> new FilmFrames(
                                deliveries
                                        .media(item.media())
                                        .map(Media::title)
                                        .orElse(item.media().substring(0, 12)),
                                item))
                        .toList();
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
