package io.lunbo.emergency;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.takeover.Blackout;
import io.lunbo.web.LanguagePages.LocalPath;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The buttons that make screens dark and light again; they stand on other features' pages and lead back there. */
@Path("/takeovers")
@RolesAllowed(Role.Names.PLAYOUT)
public class BlackoutPages {
    private static final int LONGEST_REASON = 1000;

    private final Blackout blackout;
    private final ScreenRepository screens;
    private final CurrentOperator operator;

    BlackoutPages(Blackout blackout, ScreenRepository screens, CurrentOperator operator) {
        this.blackout = blackout;
        this.screens = screens;
        this.operator = operator;
    }

    /** Makes the named screens dark, or all of them where the form says {@code all}. */
    @POST
    @Path("/blackout")
    public Response blackout(
            @FormParam("screen") List<String> codes,
            @FormParam("all") boolean all,
            @FormParam("reason") String reason,
            @FormParam("back") String back) {
        Set<UUID> named = all
                ? screens.inUse().stream().map(Screen::id).collect(Collectors.toSet())
                : codes.stream().map(this::screen).collect(Collectors.toSet());
        if (named.isEmpty() || reason != null && reason.length() > LONGEST_REASON) {
            throw Problem.of(ProblemType.INVALID_INPUT);
        }
        blackout.order(named, reason == null || reason.isBlank() ? null : reason.strip(), operator.account());
        return Response.seeOther(LocalPath.of(back)).build();
    }

    /** Lets the screen of that blackout play again. */
    @POST
    @Path("/{id}/lift")
    public Response lift(@PathParam("id") UUID id, @FormParam("back") String back) {
        blackout.lift(id, operator.account());
        return Response.seeOther(LocalPath.of(back)).build();
    }

    private UUID screen(String code) {
        return screens.byCode(code).map(Screen::id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }
}
