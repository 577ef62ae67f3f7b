package io.lunbo.player;

import io.lunbo.access.CurrentPlayer;
import io.lunbo.access.PlayerTokens;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** What the screens look like, as their players send it. */
@Path("/player/v1/screenshots")
@RolesAllowed(PlayerTokens.ROLE)
public class ScreenshotResource {
    private final Screenshots screenshots;
    private final CurrentPlayer player;

    ScreenshotResource(Screenshots screenshots, CurrentPlayer player) {
        this.screenshots = screenshots;
        this.player = player;
    }

    /** Keeps the newest picture of the player's screen. */
    @POST
    @Operation(summary = "Send the newest picture of the screen")
    @APIResponse(responseCode = "204", description = "Kept")
    @Consumes("image/jpeg")
    public void take(InputStream body) throws IOException {
        byte[] jpeg = body.readNBytes(Screenshots.MAX_BYTES + 1);
        if (jpeg.length > Screenshots.MAX_BYTES) {
            throw Problem.of(ProblemType.BODY_TOO_LARGE);
        }
        screenshots.keep(player.principal().screenId(), jpeg);
    }
}
