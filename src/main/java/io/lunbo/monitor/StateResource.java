package io.lunbo.monitor;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lunbo.alarm.AlarmKind;
import io.lunbo.alarm.AlarmRepository;
import io.lunbo.alarm.Watch;
import io.lunbo.alarm.Watch.Seen;
import io.lunbo.player.FrameCount;
import io.lunbo.player.PlayerState;
import io.lunbo.takeover.TakeoverKind;
import io.quarkus.security.Authenticated;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** What the wall shows, over REST. */
@Path("/api/v1/screen-states")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "screen states")
public class StateResource {
    private final Watch watch;
    private final AlarmRepository alarms;
    private final Clock clock;

    /**
     * A page of states, by the screens' codes.
     *
     * @param next {@code after} of the next page; missing on the last
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record StatePage(List<ScreenState> items, String next) {}

    /**
     * One screen at this moment.
     *
     * @param open whether it is within its opening hours
     * @param planned SHA-256 of what its sheet has on; missing where nothing is
     * @param order what goes before its sheet; missing where nothing does
     * @param expectedVersion of the manifest that its player should follow; 0 where none was issued
     * @param player missing where no player of it ever spoke
     * @param wrong what is wrong, each with plain facts
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ScreenState(
            String screen,
            String name,
            boolean open,
            String planned,
            TakeoverKind order,
            long expectedVersion,
            PlayerSaid player,
            Map<AlarmKind, String> wrong) {
        static ScreenState of(Seen seen) {
            return new ScreenState(
                    seen.screen().code(),
                    seen.screen().name(),
                    seen.open(),
                    seen.planned(),
                    seen.shown() == null ? null : seen.shown().kind(),
                    seen.expectedVersion(),
                    seen.said() == null ? null : PlayerSaid.of(seen.said(), seen.silent()),
                    seen.wrong());
        }
    }

    /**
     * The last thing that the screen's player said.
     *
     * @param silent whether more is due from it since
     * @param playing SHA-256 of what was on; missing where nothing was
     * @param clockOffsetMs how far its own clock is off
     * @param frames the frames of its films that day; missing where it does not count them
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PlayerSaid(
            Instant receivedAt,
            boolean silent,
            long manifestVersion,
            String playing,
            Instant playingSince,
            long clockOffsetMs,
            Long freeBytes,
            String software,
            FrameCount frames) {
        static PlayerSaid of(PlayerState said, boolean silent) {
            return new PlayerSaid(
                    said.receivedAt(),
                    silent,
                    said.manifestVersion(),
                    said.playingSha256(),
                    said.playingSince(),
                    said.clockOffsetMs(),
                    said.freeBytes(),
                    said.software(),
                    said.frames());
        }
    }

    StateResource(Watch watch, AlarmRepository alarms, Clock clock) {
        this.watch = watch;
        this.alarms = alarms;
        this.clock = clock;
    }

    /** A page of them. */
    @GET
    @Transactional
    @Operation(summary = "What is on each screen, what should be, and what is wrong")
    public StatePage page(
            @RestQuery @Size(max = 100) String after, @RestQuery @DefaultValue("200") @Min(1) @Max(1000) int limit) {
        List<ScreenState> rest = watch.look(clock.instant(), alarms.goingOn()).stream()
                .map(ScreenState::of)
                .filter(state -> after == null || state.screen().compareTo(after) > 0)
                .sorted(Comparator.comparing(ScreenState::screen))
                .limit(limit + 1L)
                .toList();
        boolean more = rest.size() > limit;
        List<ScreenState> items = more ? rest.subList(0, limit) : rest;
        return new StatePage(items, more ? items.get(limit - 1).screen() : null);
    }
}
