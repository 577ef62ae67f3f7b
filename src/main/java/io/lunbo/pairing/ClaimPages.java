package io.lunbo.pairing;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Player;
import io.lunbo.access.Role;
import io.lunbo.player.PlayerState;
import io.lunbo.player.PlayerStates;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where an operator stands before the screen with a phone: the code is scanned, the screen chosen, and that is all. */
@Path("/players/claims")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({Role.Names.PLAYOUT, Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
public class ClaimPages {
    private final PlayerPairing pairing;
    private final PlayerStates states;
    private final ScreenRepository screens;
    private final CurrentOperator operator;
    private final Language language;

    @CheckedTemplate
    static final class Templates {
        private Templates() {}

        static native TemplateInstance claim(View view);
    }

    /**
     * The form, and where the screen has players, the question what becomes of them.
     *
     * @param code as it was scanned or typed
     * @param device what the player that shows the code says of itself; null where no code is known yet
     * @param chosen the chosen screen's code
     * @param present the players of the chosen screen; empty where nothing has to be asked
     * @param error what is wrong with the code; null where nothing is
     * @param screenError the same of the screen
     */
    record View(
            List<Screen> screens,
            String code,
            Pairing.PlayerFacts device,
            String chosen,
            List<Present> present,
            String error,
            String screenError) {}

    /** A player that is there already; the state is null where it has said nothing yet. */
    record Present(Player player, PlayerState state, boolean silent) {}

    ClaimPages(
            PlayerPairing pairing,
            PlayerStates states,
            ScreenRepository screens,
            CurrentOperator operator,
            Language language) {
        this.pairing = pairing;
        this.states = states;
        this.screens = screens;
        this.operator = operator;
        this.language = language;
    }

    /** The form, with the code that was scanned. */
    @GET
    public TemplateInstance form(@QueryParam("code") String code, @QueryParam("screen") String screen) {
        String typed = typed(code);
        try {
            return page(typed, typed.isEmpty() ? null : pairing.claimable(typed).player(), typed(screen), List.of());
        } catch (Problem refused) {
            return wrongCode(typed, typed(screen), refused);
        }
    }

    /** Claims the player; asks first where the screen has others that were heard of. */
    @POST
    public Response claim(
            @FormParam("code") String code,
            @FormParam("screen") String screenCode,
            @FormParam("others") String others) {
        String typed = typed(code);
        try {
            Pairing.PlayerFacts device = pairing.claimable(typed).player();
            Screen screen = screens.byCode(typed(screenCode)).orElse(null);
            if (screen == null) {
                return refused(wrongScreen(typed, device, typed(screenCode)));
            }
            List<Present> present = present(screen);
            boolean replaces = "REPLACE".equals(others);
            // A token that was handed out and never used is no player that somebody could miss.
            boolean othersHeard = present.stream().anyMatch(one -> one.state() != null);
            if (othersHeard && !replaces && !"KEEP".equals(others)) {
                return Response.ok(page(typed, device, screen.code(), present)).build();
            }
            pairing.claim(typed, screen, replaces, operator.account());
            return Response.seeOther(URI.create("/players#" + screen.code())).build();
        } catch (Problem refused) {
            return refused(wrongCode(typed, typed(screenCode), refused));
        }
    }

    private static Response refused(TemplateInstance page) {
        return Response.status(422).entity(page).build();
    }

    private TemplateInstance page(String code, Pairing.PlayerFacts device, String screen, List<Present> present) {
        return Templates.claim(new View(screens.inUse(), code, device, screen, present, null, null));
    }

    private TemplateInstance wrongCode(String code, String screen, Problem why) {
        return Templates.claim(new View(screens.inUse(), code, null, screen, List.of(), why.sentence(language), null));
    }

    private TemplateInstance wrongScreen(String code, Pairing.PlayerFacts device, String screen) {
        String why = Problem.of(ProblemType.SCREEN_UNKNOWN, screen).sentence(language);
        return Templates.claim(new View(screens.inUse(), code, device, screen, List.of(), null, why));
    }

    private List<Present> present(Screen screen) {
        Map<UUID, PlayerState> said = states.latest().getOrDefault(screen.id(), List.of()).stream()
                .collect(Collectors.toMap(PlayerState::playerId, Function.identity()));
        return pairing.playersOf(screen.id()).stream()
                .map(player -> {
                    PlayerState state = said.get(player.id());
                    return new Present(player, state, state != null && states.silent(state));
                })
                .toList();
    }

    private static String typed(String value) {
        return value == null ? "" : value.strip();
    }
}
