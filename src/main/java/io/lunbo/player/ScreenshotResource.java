package io.lunbo.player;

import io.lunbo.access.CurrentPlayer;
import io.lunbo.access.PlayerTokens;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;

/** What the screens look like: players send pictures, operators look at them. */
@Path("/")
public class ScreenshotResource {
    private static final String JPEG = "image/jpeg";

    private final Screenshots screenshots;
    private final ScreenRepository screens;
    private final CurrentPlayer player;

    ScreenshotResource(Screenshots screenshots, ScreenRepository screens, CurrentPlayer player) {
        this.screenshots = screenshots;
        this.screens = screens;
        this.player = player;
    }

    /** Keeps the newest picture of the player's screen. */
    @POST
    @Path("/player/v1/screenshots")
    @Consumes(JPEG)
    @RolesAllowed(PlayerTokens.ROLE)
    public void take(InputStream body) throws IOException {
        byte[] jpeg = body.readNBytes(Screenshots.MAX_BYTES + 1);
        if (jpeg.length > Screenshots.MAX_BYTES) {
            throw Problem.of(ProblemType.BODY_TOO_LARGE);
        }
        screenshots.keep(player.principal().screenId(), jpeg);
    }

    /** The newest picture of a screen. */
    @GET
    @Path("/screens/{code}/screenshot")
    @Produces(JPEG)
    @Authenticated
    public Response look(@PathParam("code") String code) {
        return screens.byCode(code)
                .map(Screen::id)
                .flatMap(screenshots::of)
                .map(file -> Response.ok(file.toFile())
                        .header("Cache-Control", "private, no-cache")
                        .build())
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }
}
