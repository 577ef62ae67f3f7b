package io.lunbo.player;

import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;

/** The newest picture of a screen, for the pages that show it. */
@Path("/screens/{code}/screenshot")
@Authenticated
public class ScreenshotPages {
    private final Screenshots screenshots;
    private final ScreenRepository screens;

    ScreenshotPages(Screenshots screenshots, ScreenRepository screens) {
        this.screenshots = screenshots;
        this.screens = screens;
    }

    /** The picture; not found where no player has sent one. */
    @GET
    @Produces("image/jpeg")
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
