package io.lunbo.command;

import io.lunbo.access.CurrentPlayer;
import io.lunbo.access.PlayerTokens;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Logs that players were asked for. */
@Path("/player/v1/logs")
@RolesAllowed(PlayerTokens.ROLE)
public class LogResource {
    private static final int MOST_CHARACTERS = 262_144;

    private final PlayerLogs logs;
    private final CurrentPlayer player;

    LogResource(PlayerLogs logs, CurrentPlayer player) {
        this.logs = logs;
        this.player = player;
    }

    /** Keeps it in the place of the one before; at most 262,144 characters. */
    @POST
    @Consumes(MediaType.TEXT_PLAIN)
    @Operation(summary = "The last lines of a player's log, where it was asked for them")
    @APIResponse(responseCode = "204", description = "Kept")
    public void send(String body) {
        if (body == null || body.isBlank()) {
            throw Problem.of(ProblemType.INVALID_INPUT);
        }
        if (body.length() > MOST_CHARACTERS) {
            throw Problem.of(ProblemType.BODY_TOO_LARGE);
        }
        logs.keep(player.principal().screenId(), body.replace("\u0000", ""));
    }
}
