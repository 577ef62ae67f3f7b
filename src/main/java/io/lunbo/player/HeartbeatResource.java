package io.lunbo.player;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lunbo.access.CurrentPlayer;
import io.lunbo.access.PlayerPrincipal;
import io.lunbo.access.PlayerTokens;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** What players say of themselves. */
@Path("/player/v1/heartbeats")
@RolesAllowed(PlayerTokens.ROLE)
public class HeartbeatResource {
    private static final String SHA_256 = "[0-9a-f]{64}";
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");
    private static final long A_HUNDRED_YEARS_MS = 3_155_760_000_000L;

    private final PlayerStates states;
    private final CurrentPlayer player;
    private final ObjectMapper json;
    private final Language language;

    /**
     * One word of a player.
     *
     * @param at when, by its own clock
     * @param manifestVersion which manifest it follows, 0 before the first
     * @param playing what it shows; may be missing
     * @param clockOffsetMs what must be added to its clock
     * @param cached the media that it has; may be missing
     * @param freeBytes how much room it has left; may be missing
     * @param software what it runs
     * @param faults what is wrong with it; may be missing
     * @param showing whether it plays something, shows the standby picture or is dark; missing where a player does not say
     * @param takeover the takeover that it shows now; missing where it shows none
     * @param drill the drill that it has received; missing where there is none
     * @param commands what became of the commands that its manifest lists; may be missing
     * @param frames the frames of its films today; missing where it does not count them
     */
    public record Heartbeat(
            @NotNull Instant at,
            @PositiveOrZero long manifestVersion,
            @Valid Playing playing,

            @Min(-A_HUNDRED_YEARS_MS) @Max(A_HUNDRED_YEARS_MS)
            long clockOffsetMs,

            @Size(max = 10_000) List<@NotNull @Pattern(regexp = SHA_256) String> cached,
            @PositiveOrZero Long freeBytes,

            @Size(max = 100) @Pattern(regexp = "\\P{Cntrl}*", message = "{lunbo.plain}")
            String software,

            @Size(max = 100) List<@NotNull @Valid Fault> faults,
            Showing showing,
            UUID takeover,
            UUID drill,
            @Size(max = 50) List<@NotNull @Valid Answer> commands,
            @Valid FrameCount frames) {}

    /**
     * What became of a command.
     *
     * @param id the command's id
     * @param outcome whether it was done
     * @param detail a sentence; may be missing
     */
    public record Answer(
            @NotNull UUID id,
            @NotNull Outcome outcome,

            @Size(max = 500) @Pattern(regexp = "\\P{Cntrl}*", message = "{lunbo.plain}")
            String detail) {}

    /** Whether a command was done. */
    public enum Outcome {
        DONE,
        FAILED
    }

    /** What there is to see. */
    public enum Showing {
        PLAY,
        STANDBY,
        DARK
    }

    /**
     * What is on the screen.
     *
     * @param media its hash
     * @param startedAt since when
     */
    public record Playing(
            @NotNull @Pattern(regexp = SHA_256) String media,
            @NotNull Instant startedAt) {}

    /**
     * Something wrong.
     *
     * @param code which fault
     * @param detail a sentence; may be missing
     * @param since since when; may be missing
     */
    public record Fault(
            @NotBlank @Size(max = 64) String code,
            @Size(max = 500) String detail,
            Instant since) {}

    HeartbeatResource(PlayerStates states, CurrentPlayer player, ObjectMapper json, Language language) {
        this.states = states;
        this.player = player;
        this.json = json;
        this.language = language;
    }

    /** Keeps it in the place of what the player said before. */
    @POST
    @Operation(summary = "What a player says of itself")
    @APIResponse(responseCode = "204", description = "Kept")
    public void say(@Valid @NotNull Heartbeat heartbeat) throws JsonProcessingException {
        requireOnTheCalendar("at", heartbeat.at());
        requireOnTheCalendar(
                "playing.startedAt",
                heartbeat.playing() == null ? null : heartbeat.playing().startedAt());
        PlayerPrincipal who = player.principal();
        List<Fault> faults = heartbeat.faults() == null ? List.of() : heartbeat.faults();
        FrameCount frames = heartbeat.frames();
        if (frames != null) {
            requireOnTheCalendar(
                    "frames.date", frames.date().atStartOfDay(ZoneOffset.UTC).toInstant());
        }
        String byItem = frames == null || frames.items() == null ? null : json.writeValueAsString(frames.items());
        states.say(who.playerId(), who.screenId(), heartbeat, json.writeValueAsString(faults), byItem);
    }

    /** A player's clock may be as wrong as it likes, as long as the database knows the year. */
    private void requireOnTheCalendar(String field, Instant instant) {
        if (instant != null && (instant.isBefore(Instant.EPOCH) || instant.isAfter(LAST))) {
            throw Problem.of(ProblemType.INVALID_INPUT).field(field, language.text("problem_field_unreadable"));
        }
    }
}
