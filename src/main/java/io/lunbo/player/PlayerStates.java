package io.lunbo.player;

import io.lunbo.access.PlayerPrincipal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** What each player last said. */
@ApplicationScoped
public class PlayerStates {
    private static final String SAY = """
            insert into player_states (player_id, screen_id, said_at, received_at, manifest_version, playing_sha256,
              playing_since, clock_offset_ms, free_bytes, software, faults, showing, takeover_id, drill_id,
              frames_on, frames_shown, frames_dropped, frames_by_item)
            values (:player, :screen, :saidAt, :receivedAt, :manifestVersion, :playing,
              :playingSince, :clockOffset, :freeBytes, :software, :faults, :showing, :takeover, :drill,
              :framesOn, :framesShown, :framesDropped, :framesByItem)
            on duplicate key update said_at = values(said_at), received_at = values(received_at),
              manifest_version = values(manifest_version), playing_sha256 = values(playing_sha256),
              playing_since = values(playing_since), clock_offset_ms = values(clock_offset_ms),
              free_bytes = values(free_bytes), software = values(software), faults = values(faults),
              showing = values(showing), takeover_id = values(takeover_id), drill_id = values(drill_id),
              frames_on = values(frames_on), frames_shown = values(frames_shown),
              frames_dropped = values(frames_dropped), frames_by_item = values(frames_by_item)""";

    private static final String HEARD = """
            insert into player_states (player_id, screen_id, said_at, received_at, manifest_version, clock_offset_ms, software,
              faults)
            values (:player, :screen, :now, :now, :manifestVersion, 0, :software, coalesce(:faults, '[]'))
            on duplicate key update said_at = values(said_at), received_at = values(received_at),
              manifest_version = values(manifest_version), software = values(software), faults = coalesce(:faults, faults)""";

    private final EntityManager entities;
    private final PlayerConfig config;
    private final Event<Said> event;
    private final Clock clock;

    /**
     * Fired in the transaction that keeps a player's word.
     *
     * @param at when it came in
     * @param manifestVersion which manifest the player follows
     * @param playing the hash of what it shows; null where nothing plays
     * @param speaksOfOrders whether it says which orders it follows; players of other makers do not
     * @param takeover the takeover that it shows; may be null
     * @param drill the drill that it has received; may be null
     * @param answers what became of commands
     */
    public record Said(
            UUID playerId,
            UUID screenId,
            Instant at,
            long manifestVersion,
            String playing,
            boolean speaksOfOrders,
            UUID takeover,
            UUID drill,
            List<HeartbeatResource.Answer> answers) {}

    PlayerStates(EntityManager entities, PlayerConfig config, Event<Said> event, Clock clock) {
        this.entities = entities;
        this.event = event;
        this.config = config;
        this.clock = clock;
    }

    /** For each screen what its players last said, the one heard last first; revoked players are left out. */
    public Map<UUID, List<PlayerState>> latest() {
        return entities.createQuery("""
                        select s from PlayerState s join Player p on p.id = s.playerId
                        where p.revokedAt is null order by s.receivedAt desc""", PlayerState.class)
                .getResultStream()
                .collect(Collectors.groupingBy(PlayerState::screenId));
    }

    /** What the player of a screen that was heard last has said; null where none ever has. */
    public PlayerState of(UUID screenId) {
        return entities.createQuery("""
                        select s from PlayerState s join Player p on p.id = s.playerId
                        where p.revokedAt is null and s.screenId = :screen order by s.receivedAt desc""", PlayerState.class)
                .setParameter("screen", screenId)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .orElse(null);
    }

    /** Whether a player has been silent for too long. */
    public boolean silent(PlayerState state) {
        return state.silent(clock.instant(), config.silentAfter());
    }

    /**
     * Keeps what is known of a player that sends no heartbeats but was seen.
     *
     * @param manifestVersion which manifest it was given the programme of
     * @param software what it calls itself; may be null
     * @param faults what is wrong, as in {@link PlayerState#faults()}; null leaves what was known
     */
    @Transactional
    public void heard(PlayerPrincipal player, long manifestVersion, String software, String faults) {
        entities.createNativeQuery(HEARD)
                .setParameter("player", player.playerId())
                .setParameter("screen", player.screenId())
                .setParameter("now", clock.instant())
                .setParameter("manifestVersion", manifestVersion)
                .setParameter("software", software)
                .setParameter("faults", faults)
                .executeUpdate();
    }

    /** Keeps what a player says in the place of what it said before; of two at once the later to arrive stays. */
    @Transactional
    void say(UUID playerId, UUID screenId, HeartbeatResource.Heartbeat said, String faults, String framesByItem) {
        FrameCount frames = said.frames();
        Instant now = clock.instant();
        HeartbeatResource.Playing playing = said.playing();
        entities.createNativeQuery(SAY)
                .setParameter("player", playerId)
                .setParameter("screen", screenId)
                .setParameter("saidAt", said.at())
                .setParameter("receivedAt", now)
                .setParameter("manifestVersion", said.manifestVersion())
                .setParameter("playing", playing == null ? null : playing.media())
                .setParameter("playingSince", playing == null ? null : playing.startedAt())
                .setParameter("clockOffset", said.clockOffsetMs())
                .setParameter("freeBytes", said.freeBytes())
                .setParameter("software", said.software())
                .setParameter("faults", faults)
                .setParameter(
                        "showing",
                        said.showing() == null ? null : said.showing().name())
                .setParameter("takeover", said.takeover())
                .setParameter("drill", said.drill())
                .setParameter("framesOn", frames == null ? null : frames.date())
                .setParameter("framesShown", frames == null ? null : frames.shown())
                .setParameter("framesDropped", frames == null ? null : frames.dropped())
                .setParameter("framesByItem", framesByItem)
                .executeUpdate();
        event.fire(new Said(
                playerId,
                screenId,
                now,
                said.manifestVersion(),
                playing == null ? null : playing.media(),
                said.showing() != null,
                said.takeover(),
                said.drill(),
                said.commands() == null ? List.of() : said.commands()));
    }
}
