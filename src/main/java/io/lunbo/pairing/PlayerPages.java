package io.lunbo.pairing;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Player;
import io.lunbo.access.PlayerTokens;
import io.lunbo.access.Role;
import io.lunbo.player.PlayerState;
import io.lunbo.player.PlayerStates;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
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
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which players there are, how they are, and how one is put out. */
@Path("/players")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class PlayerPages {
    private static final URI LIST = URI.create("/players");

    private final EntityManager entities;
    private final PlayerStates states;
    private final PlayerTokens tokens;
    private final ScreenRepository screens;
    private final CurrentOperator operator;

    @CheckedTemplate
    static final class Templates {
        private Templates() {}

        static native TemplateInstance list(List<OnScreen> screens, boolean mayChange, boolean mayAsk);
    }

    /** A screen and its players. */
    record OnScreen(Screen screen, List<Line> players) {
        /** Whether anybody is there who could be asked to come off the screen. */
        public boolean heard() {
            return players.stream().anyMatch(line -> line.state() != null && !line.silent());
        }
    }

    /** A player and how it is; the state is null where it has said nothing yet, bound whether its token needs its key. */
    record Line(Player player, PlayerState state, boolean silent, boolean bound) {}

    PlayerPages(
            EntityManager entities,
            PlayerStates states,
            PlayerTokens tokens,
            ScreenRepository screens,
            CurrentOperator operator) {
        this.entities = entities;
        this.states = states;
        this.tokens = tokens;
        this.screens = screens;
        this.operator = operator;
    }

    /** All screens with their players. */
    @GET
    public TemplateInstance list() {
        return Templates.list(screens(), mayChange(), operator.is(Role.Names.PLAYOUT));
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
        Set<UUID> bound = Set.copyOf(entities.createQuery(
                        "select t.player.id from PlayerToken t where t.revokedAt is null and t.publicKey is not null",
                        UUID.class)
                .getResultList());
        Map<UUID, List<Line>> players = entities.createQuery(
                        "from Player where revokedAt is null order by createdAt desc", Player.class)
                .getResultStream()
                .map(player -> line(player, said.get(player.id()), bound.contains(player.id())))
                .collect(Collectors.groupingBy(line -> line.player().screenId()));
        return screens.inUse().stream()
                .map(screen -> new OnScreen(screen, players.getOrDefault(screen.id(), List.of())))
                .toList();
    }

    private Line line(Player player, PlayerState state, boolean bound) {
        return new Line(player, state, state != null && states.silent(state), bound);
    }

    private boolean mayChange() {
        return operator.is(Role.Names.PLAYOUT)
                || operator.is(Role.Names.SCHEDULER)
                || operator.is(Role.Names.ADMINISTRATOR);
    }
}
