package io.lunbo.custody;

import io.lunbo.audit.AuditTrail;
import io.lunbo.custody.Damage.Fault;
import io.lunbo.media.MediaStore;
import io.quarkus.arc.All;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The files that are not what they should be. */
@ApplicationScoped
public class Damages implements PanacheRepositoryBase<Damage, UUID> {
    private final List<FileOwner> owners;
    private final MediaStore store;
    private final AuditTrail auditTrail;
    private final Event<Healed> healed;
    private final Clock clock;

    /** A file is whole again, in this transaction: what could not be made of it can be now. */
    public record Healed(String sha256) {}

    Damages(@All List<FileOwner> owners, MediaStore store, AuditTrail auditTrail, Event<Healed> healed, Clock clock) {
        this.owners = owners;
        this.store = store;
        this.auditTrail = auditTrail;
        this.healed = healed;
        this.clock = clock;
    }

    /** Those of these files that are damaged. */
    public Set<String> among(Collection<String> sha256s) {
        return sha256s.isEmpty()
                ? Set.of()
                : list("sha256 in ?1 and endedAt is null", sha256s).stream()
                        .map(Damage::sha256)
                        .collect(Collectors.toSet());
    }

    /** What is damaged now, the newest first. */
    @Transactional
    public List<Damage> open(int atMost) {
        return find("endedAt is null order by foundAt desc, id desc")
                .page(0, atMost)
                .list();
    }

    /** How many files are damaged now. */
    @Transactional
    public long openCount() {
        return count("endedAt is null");
    }

    /**
     * Writes down what is wrong with a file, moves wrong bytes to where nobody gets them, and has the file made anew where
     * that can be done. A file that nobody owns any more is no damage.
     */
    @Transactional
    public void found(String sha256, Fault fault) {
        Optional<FileOwner> owner = ownerOf(sha256);
        if (owner.isEmpty() || !among(List.of(sha256)).isEmpty()) {
            return;
        }
        try {
            if (fault != Fault.MISSING) {
                store.setAside(sha256);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("damaged, and cannot be moved away: " + sha256, e);
        }
        List<FileOwner> remaking =
                owners.stream().filter(one -> one.remake(sha256)).toList();
        persist(new Damage(sha256, owner.get().name(), fault, !remaking.isEmpty(), now()));
        Log.errorf("The stored file %s (%s) is damaged: %s", sha256, owner.get().name(), fault);
        auditTrail.record(
                null,
                "storage.damage",
                "file:" + sha256,
                Map.of("owner", owner.get().name(), "fault", fault.name(), "remaking", !remaking.isEmpty()));
    }

    /** Ends an alarm: the file is what it should be again, or nobody needs it any more. */
    @Transactional
    public void healed(String sha256) {
        List<Damage> open = list("sha256 = ?1 and endedAt is null", sha256);
        open.forEach(damage -> damage.end(now()));
        if (!open.isEmpty()) {
            healed.fire(new Healed(sha256));
            Log.infof("The stored file %s is whole again, or needed no more", sha256);
            auditTrail.record(
                    null,
                    "storage.heal",
                    "file:" + sha256,
                    Map.of("fault", open.get(0).fault().name()));
        }
    }

    /** Those of these files that somebody owns. */
    @Transactional
    public Set<String> owned(Collection<String> sha256s) {
        return owners.stream().flatMap(owner -> owner.owned(sha256s).stream()).collect(Collectors.toSet());
    }

    /** The next owned files in the order of their names, each once. */
    @Transactional
    public List<String> next(String after, int atMost) {
        return owners.stream()
                .flatMap(owner -> owner.next(after, atMost).stream())
                .distinct()
                .sorted()
                .limit(atMost)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private Optional<FileOwner> ownerOf(String sha256) {
        return owners.stream()
                .filter(owner -> !owner.owned(List.of(sha256)).isEmpty())
                .findFirst();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
