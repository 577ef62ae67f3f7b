package io.lunbo.door;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lunbo.door.ReportReading.Report;
import io.lunbo.manifest.ManifestBoard;
import io.lunbo.player.PlayerStates;
import io.lunbo.playlog.PlayLogIngestion;
import io.lunbo.playlog.PlayLogIngestion.Taken;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Where SMIL players put their logs: each file under a name of its own, which says nothing here. */
@Path("/player/smil/{token}/logs/{name}")
@PermitAll
public class ReportResource {
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private final Doors doors;
    private final ScreenRepository screens;
    private final PlayLogIngestion ingestion;
    private final PlayerStates states;
    private final ManifestBoard board;
    private final ObjectMapper json;
    private final Clock clock;

    ReportResource(
            Doors doors,
            ScreenRepository screens,
            PlayLogIngestion ingestion,
            PlayerStates states,
            ManifestBoard board,
            ObjectMapper json,
            Clock clock) {
        this.doors = doors;
        this.screens = screens;
        this.ingestion = ingestion;
        this.states = states;
        this.board = board;
        this.json = json;
        this.clock = clock;
    }

    /** Takes a report in; the same plays under another name are known already. Answers after the commit. */
    @PUT
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Take in a report of an A-SMIL player: plays, errors, or anything else as a sign of life")
    public Taken put(
            @PathParam("token") String token,
            @PathParam("name") String name,
            InputStream body,
            @Context RoutingContext context)
            throws JsonProcessingException {
        Door door = doors.behind(token, Door.Kind.SMIL).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        Screen screen = screens.findById(door.screenId());
        Report report = new ReportReading(screen.timeZone(), door.playerId()).read(bytes(body));
        Instant receivedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Taken taken = ingestion.ingest(door.player(), report.plays(), receivedAt);
        states.heard(
                door.player(),
                board.of(door.screenId()).map(ManifestBoard.Posted::version).orElse(0L),
                DoorVisits.agent(context.request()),
                report.faults() == null ? null : json.writeValueAsString(report.faults()));
        return taken;
    }

    private static byte[] bytes(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw Problem.of(ProblemType.BODY_TOO_LARGE);
            }
            return bytes;
        } catch (IOException e) { // cut off on the way
            throw Problem.of(ProblemType.MALFORMED_REQUEST);
        }
    }
}
