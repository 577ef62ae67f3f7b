package io.lunbo.playlog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lunbo.access.CurrentPlayer;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;

/** Where players report what they showed (protocol, section 5). */
@Path("/player/v1/plays")
@RolesAllowed("PLAYER")
public class PlayLogResource {
    private final PlayLogIngestion ingestion;
    private final CurrentPlayer player;
    private final ObjectMapper json;
    private final Clock clock;
    private final Language language;

    PlayLogResource(
            PlayLogIngestion ingestion, CurrentPlayer player, ObjectMapper json, Clock clock, Language language) {
        this.ingestion = ingestion;
        this.player = player;
        this.json = json;
        this.clock = clock;
        this.language = language;
    }

    /**
     * A batch as players write it; see the protocol, section 5. It is read member by member, so that one bad record blocks no other.
     *
     * @param plays at most 1,000
     * @param clock missing: the player's clock is right
     */
    public record Batch(@NotNull List<Record> plays, PlayersClock clock) {}

    /**
     * One play.
     *
     * @param id made by the player, once for each play
     * @param media the SHA-256 of the file, as the manifest names it
     * @param startedAt by the player's own clock
     */
    public record Record(
            @NotNull UUID id,
            @NotNull String media,
            UUID spot,
            String sheet,
            @NotNull Instant startedAt,
            @NotNull Long durationMs,
            @NotNull PlayOutcome outcome,
            UUID takeover) {}

    /**
     * What the player knows of its clock.
     *
     * @param now what it shows, uncorrected; used only where there is no offset
     * @param offsetMs to be added to it to get the server's
     */
    public record PlayersClock(Instant now, Long offsetMs) {}

    /** Takes a batch in and says for each record what became of it, after the commit. */
    @POST
    @Operation(summary = "Report what was played")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(content = @Content(schema = @Schema(implementation = Batch.class)))
    @Produces(MediaType.APPLICATION_JSON)
    public PlayLogAnswer log(
            InputStream body,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) String contentLength,
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) String contentEncoding)
            throws JsonProcessingException {
        JsonNode document = read(body, contentLength, contentEncoding);
        Instant receivedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        PlayLogBatch batch = PlayLogBatch.of(document, receivedAt, language);
        return ingestion.ingest(player.principal(), batch, receivedAt);
    }

    private JsonNode read(InputStream body, String contentLength, String contentEncoding)
            throws JsonProcessingException {
        try {
            return json.readTree(PlayLogBody.read(body, contentLength, contentEncoding));
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) { // cut off on the way, or no text in any encoding of JSON
            throw Problem.of(ProblemType.MALFORMED_REQUEST);
        }
    }
}
