package io.lunbo.alarm;

import io.lunbo.daypart.LocalDayTimeline;
import io.lunbo.manifest.ManifestBoard;
import io.lunbo.player.PlayerState;
import io.lunbo.player.PlayerStates;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.takeover.Takeover;
import io.lunbo.takeover.TakeoverRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Looks at every screen in use and says what is wrong now.
 *
 * <p>Of a screen that was never paired nothing is said, and outside its opening hours only that an order is not confirmed.
 */
@ApplicationScoped
public class Watch {
    private static final Duration ORDER_PATIENCE = Duration.ofSeconds(10);
    private static final Duration MANIFEST_PATIENCE = Duration.ofSeconds(60);
    private static final Duration FAILURES_WITHIN = Duration.ofMinutes(15);
    /** A player tells of a change a moment after it, and its clock is off by a little. */
    private static final long CHANGE_MS = 4000;

    private final ScreenRepository screens;
    private final PlayerStates states;
    private final TakeoverRepository takeovers;
    private final ManifestBoard board;
    private final OnAir onAir;
    private final EntityManager entities;
    private final AlarmConfig config;

    Watch(
            ScreenRepository screens,
            PlayerStates states,
            TakeoverRepository takeovers,
            ManifestBoard board,
            OnAir onAir,
            EntityManager entities,
            AlarmConfig config) {
        this.screens = screens;
        this.states = states;
        this.takeovers = takeovers;
        this.board = board;
        this.onAir = onAir;
        this.entities = entities;
        this.config = config;
    }

    /**
     * One screen and what is known of it.
     *
     * @param said null where no player of it ever spoke
     * @param shown the order that goes before its sheet; null where none does
     * @param planned the hash of what its sheet has on; null where nothing is
     * @param expectedVersion the manifest that it should follow; 0 where none was issued
     * @param open whether it is within its opening hours
     * @param wrong what is wrong, each with plain facts
     */
    public record Seen(
            Screen screen,
            PlayerState said,
            boolean silent,
            Takeover shown,
            String planned,
            long expectedVersion,
            boolean open,
            Map<AlarmKind, String> wrong) {}

    private record Facts(
            Instant now,
            Map<UUID, List<PlayerState>> said,
            Map<UUID, Takeover> shown,
            OnAir.Day day,
            Map<UUID, Long> failures,
            Set<String> going) {}

    /**
     * All screens in use.
     *
     * @param going the keys ({@code screen/kind}) of the alarms that go on: they end later than they began
     */
    @Transactional
    public List<Seen> look(Instant now, Set<String> going) {
        List<Screen> all = screens.inUse();
        Map<UUID, Takeover> shown = takeovers.standing(now).stream()
                .collect(Collectors.toMap(Takeover::screenId, one -> one, (first, second) -> first));
        Facts facts = new Facts(now, states.latest(), shown, onAir.day(all, now), failures(now), going);
        return all.stream().map(screen -> seen(screen, facts)).toList();
    }

    private Seen seen(Screen screen, Facts facts) {
        Instant now = facts.now();
        List<PlayerState> words = facts.said().get(screen.id());
        PlayerState said = words == null ? null : words.get(0);
        boolean silent = said != null && states.silent(said);
        Takeover shown = facts.shown().get(screen.id());
        LocalDayTimeline day = LocalDayTimeline.containing(now, screen.timeZone());
        long ms = day.toElapsedMs(now);
        boolean open = day.stretches(screen.openingHours()).stream()
                .anyMatch(stretch -> stretch.fromMs() <= ms && ms < stretch.untilMs());
        long version = board.of(screen.id()).map(ManifestBoard.Posted::version).orElse(0L);
        String planned = facts.day().planned(screen.id(), now);
        Map<AlarmKind, String> wrong = new EnumMap<>(AlarmKind.class);
        Seen seen = new Seen(screen, said, silent, shown, planned, version, open, wrong);
        if (said == null) {
            return seen;
        }
        lookAtOrder(seen, facts);
        if (open && silent) {
            wrong.put(AlarmKind.OFFLINE, "last heard " + said.receivedAt());
        } else if (open) {
            lookAtPlayer(seen, facts);
            lookAtContent(seen, facts);
        }
        return seen;
    }

    private static void lookAtOrder(Seen seen, Facts facts) {
        Takeover order = seen.shown();
        if (order == null || order.confirmedAt() != null) {
            return;
        }
        Instant due = order.fromAt().isAfter(order.orderedAt()) ? order.fromAt() : order.orderedAt();
        if (Duration.between(due, facts.now()).compareTo(ORDER_PATIENCE) > 0) {
            seen.wrong().put(AlarmKind.TAKEOVER_UNCONFIRMED, order.kind() + " of " + due);
        }
    }

    private void lookAtPlayer(Seen seen, Facts facts) {
        PlayerState said = seen.said();
        UUID id = seen.screen().id();
        boolean behind = said.manifestVersion() < seen.expectedVersion()
                && board.of(id)
                        .filter(posted ->
                                Duration.between(posted.issuedAt(), facts.now()).compareTo(MANIFEST_PATIENCE) > 0)
                        .isPresent();
        if (behind) {
            seen.wrong()
                    .put(AlarmKind.STALE_MANIFEST, said.manifestVersion() + " instead of " + seen.expectedVersion());
        }
        long least = goesOn(facts, id, AlarmKind.DISK_FULL) ? config.leastFreeBytes() * 3 / 2 : config.leastFreeBytes();
        if (said.freeBytes() != null && said.freeBytes() < least) {
            seen.wrong().put(AlarmKind.DISK_FULL, said.freeBytes() + " bytes free");
        }
        long most = config.clockWrongBy().toMillis() / (goesOn(facts, id, AlarmKind.CLOCK) ? 2 : 1);
        if (Math.abs(said.clockOffsetMs()) > most) {
            seen.wrong().put(AlarmKind.CLOCK, said.clockOffsetMs() + " ms");
        }
        long failed = facts.failures().getOrDefault(id, 0L);
        if (failed >= config.failedPlays()) {
            seen.wrong().put(AlarmKind.REPEATED_FAILURES, failed + " failed plays in 15 min");
        }
    }

    private static void lookAtContent(Seen seen, Facts facts) {
        PlayerState said = seen.said();
        Takeover order = seen.shown();
        if (order != null && order.id().equals(said.takeoverId())) {
            return; // it says that it follows the order
        }
        String playing = said.playingSha256();
        boolean right;
        if (order != null) {
            right = order.confirmedAt() == null || java.util.Objects.equals(order.mediaSha256(), playing);
        } else {
            // A word is about the moment at which it was said; around a change both sides of it are right.
            right = LongStream.of(0, -CHANGE_MS, CHANGE_MS)
                    .mapToObj(ms -> facts.day()
                            .planned(seen.screen().id(), said.receivedAt().plusMillis(ms)))
                    .anyMatch(planned -> java.util.Objects.equals(planned, playing));
        }
        if (!right) {
            seen.wrong()
                    .put(
                            AlarmKind.WRONG_CONTENT,
                            (playing == null ? "nothing" : playing) + " instead of "
                                    + (seen.planned() == null ? "nothing" : seen.planned()));
        }
    }

    private static boolean goesOn(Facts facts, UUID screen, AlarmKind kind) {
        return facts.going().contains(screen + "/" + kind);
    }

    private Map<UUID, Long> failures(Instant now) {
        List<?> rows = entities.createNativeQuery("""
                        select screen_id, count(*) from plays
                        where started_at >= :since and outcome = 'FAILED' group by screen_id""", Object[].class)
                .setParameter("since", now.minus(FAILURES_WITHIN))
                .getResultList();
        Map<UUID, Long> failures = new HashMap<>();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            failures.put(UUID.fromString(columns[0].toString()), ((Number) columns[1]).longValue());
        }
        return failures;
    }
}
