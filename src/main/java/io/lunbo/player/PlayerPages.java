package io.lunbo.player;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Player;
import io.lunbo.access.PlayerTokens;
import io.lunbo.access.Role;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which players there are, how they are, and the form that claims one. */
@Path("/players")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class PlayerPages {
    private static final URI LIST = URI.create("/players");

    private final EntityManager entities;
    private final PlayerStates states;
    private final PlayerPairing pairing;
    private final PlayerTokens tokens;
    private final ScreenRepository screens;
    private final CurrentOperator operator;
    private final Language language;

    @CheckedTemplate
    static final class Templates {
        private Templates() {}

        static native TemplateInstance list(
                List<OnScreen> screens, boolean mayChange, String code, String chosen, String error);
    }

    /** A screen and its players. */
    record OnScreen(Screen screen, List<Line> players) {}

    /** A player and how it is; the state is null where it has said nothing yet. */
    record Line(Player player, PlayerState state, boolean silent) {}

    PlayerPages(
            EntityManager entities,
            PlayerStates states,
            PlayerPairing pairing,
            PlayerTokens tokens,
            ScreenRepository screens,
            CurrentOperator operator,
            Language language) {
        this.entities = entities;
        this.states = states;
        this.pairing = pairing;
        this.tokens = tokens;
        this.screens = screens;
        this.operator = operator;
        this.language = language;
    }

    /** All screens with their players. */
    @GET
    public TemplateInstance list() {
        return Templates.list(screens(), mayChange(), "", "", null);
    }

    /** Claims the player that shows a code; a code that does not fit is said beside the field. */
    @POST
    @Path("/claims")
    @RolesAllowed({Role.Names.PLAYOUT, Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public Response claim(@FormParam("code") String code, @FormParam("screen") String screenCode) {
        String typed = code == null ? "" : code;
        try {
            Screen screen = screens.byCode(screenCode).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
            pairing.claim(typed, screen, operator.account());
            return Response.seeOther(LIST).build();
        } catch (Problem refused) {
            String sentence = language.text(refused.type().key() + "_detail");
            return Response.status(422)
                    .entity(Templates.list(screens(), mayChange(), typed, screenCode, sentence))
                    .build();
        }
    }

    /** Takes a player's tokens away. */
    @POST
    @Path("/{id}/revocation")
    @RolesAllowed({Role.Names.PLAYOUT, Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public Response revoke(@PathParam("id") UUID id) {
        tokens.revoke(id, operator.id());
        return Response.seeOther(LIST).build();
    }

    private List<OnScreen> screens() {
        Map<UUID, PlayerState> said = states.latest().values().stream()
                .flatMap(List::stream)
                .collect(Collectors.toMap(PlayerState::playerId, Function.identity()));
        Map<UUID, List<Line>> players = entities.createQuery(
                        "from Player where revokedAt is null order by createdAt desc", Player.class)
                .getResultStream()
                .map(player -> line(player, said.get(player.id())))
                .collect(Collectors.groupingBy(line -> line.player().screenId()));
        return screens.inUse().stream()
                .map(screen -> new OnScreen(screen, players.getOrDefault(screen.id(), List.of())))
                .toList();
    }

    private Line line(Player player, PlayerState state) {
        return new Line(player, state, state != null && states.silent(state));
    }

    private boolean mayChange() {
        return operator.is(Role.Names.PLAYOUT)
                || operator.is(Role.Names.SCHEDULER)
                || operator.is(Role.Names.ADMINISTRATOR);
    }
}
