package io.lunbo.spotcheck;

import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.spotcheck.SpotCheckRepository.Progress;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Rounds as people look at them. */
@ApplicationScoped
class SpotCheckSights {
    private final SpotCheckRepository checks;
    private final ScreenRepository screens;
    private final Clock clock;

    /** A stop with what was found there, in order. */
    public record Visit(Stop stop, Screen screen, List<Entry> entries) {
        /** The last entry, which is the one that counts; null where there is none. */
        public Entry last() {
            return entries.isEmpty() ? null : entries.get(entries.size() - 1);
        }
    }

    /**
     * A round.
     *
     * @param begun whether its first day has begun
     */
    public record Round(SpotCheck check, Progress progress, boolean begun, List<Visit> visits) {
        /** Whether it takes entries. */
        public boolean open() {
            return begun && !progress.closed();
        }

        /** How many stops have which finding, by the entries that count. */
        public Map<Finding, Integer> counts() {
            Map<Finding, Integer> counts = new TreeMap<>();
            visits.stream()
                    .filter(visit -> visit.last() != null)
                    .forEach(visit -> counts.merge(visit.last().finding(), 1, Integer::sum));
            return counts;
        }
    }

    SpotCheckSights(SpotCheckRepository checks, ScreenRepository screens, Clock clock) {
        this.checks = checks;
        this.screens = screens;
        this.clock = clock;
    }

    /** The newest ones, without their stops. */
    @Transactional
    List<Round> newest(int atMost) {
        Instant now = clock.instant();
        return checks.newest(atMost).stream()
                .map(check -> new Round(check, checks.progress(check, now), begun(check, now), List.of()))
                .toList();
    }

    /** One with all its stops. */
    @Transactional
    Round round(UUID id) {
        Instant now = clock.instant();
        SpotCheck check = checks.findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        Map<UUID, List<Entry>> entries = checks.entries(id);
        List<Visit> visits = checks.stops(id).stream()
                .map(stop ->
                        new Visit(stop, screens.findById(stop.screenId()), entries.getOrDefault(stop.id(), List.of())))
                .toList();
        return new Round(check, checks.progress(check, now), begun(check, now), visits);
    }

    private static boolean begun(SpotCheck check, Instant now) {
        return !now.isBefore(check.fromAt());
    }
}
