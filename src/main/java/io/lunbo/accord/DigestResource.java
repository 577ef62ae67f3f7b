package io.lunbo.accord;

import io.lunbo.access.CurrentPlayer;
import io.lunbo.access.PlayerPrincipal;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Lets a player find out which hours the service has otherwise than it has, so that it sends those again. */
@Path("/player/v1/plays/digest")
@RolesAllowed("PLAYER")
@Tag(name = "player")
public class DigestResource {
    private final PlayDigest digests;
    private final CurrentPlayer player;
    private final ScreenRepository screens;
    private final Clock clock;

    /**
     * A day of the screen.
     *
     * @param date the day
     * @param count how many records of this player the service has
     * @param hours by elapsed hours of the day, by {@code startedAt} as this player wrote it; refused records are not among them
     */
    public record Digest(LocalDate date, int count, List<PlayDigest.Hour> hours) {}

    DigestResource(PlayDigest digests, CurrentPlayer player, ScreenRepository screens, Clock clock) {
        this.digests = digests;
        this.player = player;
        this.screens = screens;
        this.clock = clock;
    }

    /** The digest of a day; today's where none is named. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Which plays of this player the service has: count and XOR of ids by hour")
    @APIResponseSchema(Digest.class)
    public Response digest(@RestQuery String date) {
        PlayerPrincipal asking = player.principal();
        Screen screen =
                screens.findByIdOptional(asking.screenId()).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        LocalDate day = day(date, screen);
        Instant from = day.atStartOfDay(screen.timeZone()).toInstant();
        Instant until = day.plusDays(1).atStartOfDay(screen.timeZone()).toInstant();
        List<PlayDigest.Hour> hours = digests.of(asking.playerId(), screen.id(), from, until);
        int count = hours.stream().mapToInt(PlayDigest.Hour::count).sum();
        return Response.ok(new Digest(day, count, hours))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private LocalDate day(String text, Screen screen) {
        try {
            LocalDate day = text == null || text.isEmpty()
                    ? LocalDate.ofInstant(clock.instant(), screen.timeZone())
                    : LocalDate.parse(text);
            if (day.getYear() >= 1900 && day.getYear() < 9000) {
                return day;
            }
        } catch (DateTimeException e) {
            throw Problem.of(ProblemType.INVALID_INPUT).field("date", text);
        }
        throw Problem.of(ProblemType.INVALID_INPUT).field("date", text);
    }
}
