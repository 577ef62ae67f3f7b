package io.lunbo.alarm;

import io.lunbo.screen.Screen;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Finds alarms. */
@ApplicationScoped
public class AlarmRepository implements PanacheRepositoryBase<Alarm, UUID> {
    /** Those that go on, the newest first. */
    public List<Alarm> open() {
        return list("from Alarm a join fetch a.screen where a.openKey is not null order by a.sinceAt desc, a.id desc");
    }

    /** Of which screens what goes on, as {@link Watch#look} wants to be told: {@code screen/kind}. */
    public Set<String> goingOn() {
        return open().stream().map(alarm -> key(alarm.screen(), alarm.kind())).collect(Collectors.toSet());
    }

    static String key(Screen screen, AlarmKind kind) {
        return screen.id() + "/" + kind;
    }

    /** The newest that are over. */
    public List<Alarm> over(int atMost) {
        return find("from Alarm a join fetch a.screen where a.openKey is null order by a.sinceAt desc, a.id desc")
                .page(0, atMost)
                .list();
    }

    /** Those of a screen that went on at some time from {@code from} until before {@code until}, the oldest first. */
    public List<Alarm> during(UUID screenId, Instant from, Instant until) {
        return list(
                "screen.id = ?1 and sinceAt < ?3 and (untilAt is null or untilAt > ?2) order by sinceAt, id",
                screenId,
                from,
                until);
    }

    /** Those that go on, that nobody has taken note of, and of which nobody was told since then. */
    List<Alarm> toTell(Instant since, int atMost) {
        return find(
                        "from Alarm a join fetch a.screen where a.openKey is not null and a.acknowledgedAt is null"
                                + " and (a.notifiedAt is null or a.notifiedAt < ?1) order by a.sinceAt, a.id",
                        since)
                .page(0, atMost)
                .list();
    }
}
