package io.lunbo.alarm;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.alarm.Watch.Seen;
import io.lunbo.audit.AuditTrail;
import io.lunbo.screen.Screen;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Begins and ends alarms, neither at the first sign, and writes down who has taken note. */
@ApplicationScoped
public class AlarmKeeping {
    private final AlarmRepository alarms;
    private final Watch watch;
    private final AlarmConfig config;
    private final AuditTrail auditTrail;
    private final Clock clock;
    /** Since when something is wrong, or right again: lost at a restart, which only makes patience begin anew. */
    private final Map<String, Instant> wrongSince = new HashMap<>();

    private final Map<String, Instant> rightSince = new HashMap<>();

    AlarmKeeping(AlarmRepository alarms, Watch watch, AlarmConfig config, AuditTrail auditTrail, Clock clock) {
        this.alarms = alarms;
        this.watch = watch;
        this.config = config;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    private record Finding(Screen screen, AlarmKind kind, String detail) {}

    /** Looks once at every screen. */
    public void look() {
        look(clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    /** The same, at a moment. */
    @Transactional
    synchronized void look(Instant now) {
        Map<String, Alarm> open = alarms.open().stream()
                .collect(Collectors.toMap(
                        alarm -> AlarmRepository.key(alarm.screen(), alarm.kind()), Function.identity()));
        Map<String, Finding> found = new HashMap<>();
        for (Seen seen : watch.look(now, Set.copyOf(open.keySet()))) {
            seen.wrong()
                    .forEach((kind, detail) -> found.put(
                            AlarmRepository.key(seen.screen(), kind), new Finding(seen.screen(), kind, detail)));
        }
        wrongSince.keySet().retainAll(found.keySet());
        rightSince.keySet().removeIf(key -> found.containsKey(key) || !open.containsKey(key));
        found.forEach((key, finding) -> {
            Instant since = wrongSince.computeIfAbsent(key, first -> now);
            if (!open.containsKey(key)
                    && Duration.between(since, now).compareTo(finding.kind().after()) >= 0) {
                alarms.persist(new Alarm(finding.screen(), finding.kind(), cut(finding.detail()), since));
            }
        });
        open.forEach((key, alarm) -> {
            if (!found.containsKey(key)) {
                Instant since = rightSince.computeIfAbsent(key, first -> now);
                if (Duration.between(since, now).compareTo(config.calm()) >= 0) {
                    alarm.end(since);
                }
            }
        });
    }

    /** Takes note, with words or without. 409: somebody has. */
    @Transactional
    public Alarm acknowledge(UUID id, String note, Account actor) {
        Alarm alarm = alarms.findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        if (alarm.acknowledgedAt() != null) {
            throw Problem.of(ProblemType.CONFLICT);
        }
        String words = note == null || note.isBlank() ? null : note.strip();
        alarm.acknowledge(words, actor, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        auditTrail.record(
                actor.id(),
                "alarm.acknowledge",
                "screen:" + alarm.screen().code(),
                Map.of("kind", alarm.kind().name(), "note", words == null ? "" : words));
        return alarm;
    }

    /** What people are to be told now. */
    @Transactional
    List<Alarm> toTell(Instant now, int atMost) {
        return alarms.toTell(now.minus(config.tellAgain()), atMost);
    }

    /** They were told. */
    @Transactional
    void told(List<Alarm> those, Instant now) {
        those.forEach(alarm -> alarms.findById(alarm.id()).told(now));
    }

    private static String cut(String text) {
        return text.length() > 500 ? text.substring(0, 500) : text;
    }
}
