package io.lunbo.manifest;

import io.lunbo.schedule.SheetsPublished;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenChanged;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.takeover.TakeoverChanged;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** Issues a screen's next manifest, in the transaction that changes what the screen must do. */
@ApplicationScoped
public class ManifestIssuing {
    private static final int ROWS_AT_ONCE = 50;

    private final ManifestRepository manifests;
    private final ManifestComposition composition;
    private final ManifestSigning signing;
    private final ManifestBoard board;
    private final ScreenRepository screens;
    private final TransactionSynchronizationRegistry transaction;
    private final Clock clock;

    ManifestIssuing(
            ManifestRepository manifests,
            ManifestComposition composition,
            ManifestSigning signing,
            ManifestBoard board,
            ScreenRepository screens,
            TransactionSynchronizationRegistry transaction,
            Clock clock) {
        this.manifests = manifests;
        this.composition = composition;
        this.signing = signing;
        this.board = board;
        this.screens = screens;
        this.transaction = transaction;
        this.clock = clock;
    }

    void sheetsPublished(@Observes SheetsPublished event) {
        issueAtTheEnd(event.screenIds());
    }

    void takeoverChanged(@Observes TakeoverChanged event) {
        due().reordered.addAll(event.screenIds());
    }

    void screenChanged(@Observes ScreenChanged event) {
        issueAtTheEnd(Set.of(event.screenId()));
    }

    /** Gives these screens a new manifest where the present one is missing, says something else or is half used up. */
    @Transactional
    public void renew(Collection<UUID> screenIds) {
        issueAtTheEnd(screenIds);
    }

    /**
     * Once for each transaction, however many events it fires, and as its last step: then all that it changes is written, and
     * the lock that orders all who issue is held for the shortest time and always taken last.
     */
    private void issueAtTheEnd(Collection<UUID> screenIds) {
        due().screenIds.addAll(screenIds);
    }

    private DueScreens due() {
        if (transaction.getResource(DueScreens.class) instanceof DueScreens due) {
            return due;
        }
        manifests.flush(); // the session joins the transaction now: from its last step on it may not
        DueScreens fresh = new DueScreens();
        transaction.putResource(DueScreens.class, fresh);
        transaction.registerInterposedSynchronization(fresh);
        return fresh;
    }

    /** What a screen is to be told; {@code present} is null where it was told nothing yet. */
    private record Composed(Screen screen, IssuedManifest present, Manifest manifest) {}

    private record Signed(Composed of, Manifest manifest, String contentHash, String body, String etag) {}

    /**
     * Of screens where nothing but orders has changed only these are put together anew: people wait for it, and what else a manifest
     * says would take ten questions to the database for each. To read and to sign is most of the rest, and all cores share it.
     */
    private List<IssuedManifest> issue(Set<UUID> screenIds, Set<UUID> reordered) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        long stamp = manifests.nextStamp();
        EntityManager session = manifests.getEntityManager();
        session.flush();
        session.setFlushMode(FlushModeType.COMMIT); // else every question looks through all that was changed before
        Set<UUID> all = new TreeSet<>(screenIds);
        all.addAll(reordered);
        ManifestComposition.Orders orders = composition.orders(reordered, now);
        Map<UUID, IssuedManifest> present = manifests.of(all);
        Map<UUID, Manifest> said = present.values().parallelStream()
                .filter(row -> !screenIds.contains(row.screenId()))
                .collect(Collectors.toConcurrentMap(IssuedManifest::screenId, IssuedManifest::manifest));
        List<Composed> composed = screens.list("id in ?1 and active = true order by id", all).stream()
                .map(screen -> new Composed(
                        screen,
                        present.get(screen.id()),
                        screenIds.contains(screen.id())
                                ? composition.compose(screen, now)
                                : composition.reorder(
                                        screen, present.get(screen.id()), said.get(screen.id()), orders, now)))
                .toList();
        List<Signed> signed = composed.parallelStream()
                .flatMap(one -> sign(one, now).stream())
                .toList();
        List<IssuedManifest> issued =
                signed.stream().map(one -> write(one, stamp)).toList();
        session.unwrap(Session.class).setJdbcBatchSize(ROWS_AT_ONCE);
        session.flush();
        session.unwrap(Session.class).setJdbcBatchSize(null);
        session.setFlushMode(FlushModeType.AUTO);
        Set<UUID> told =
                signed.stream().flatMap(one -> one.manifest().orders().stream()).collect(Collectors.toSet());
        manifests.saidOrders(told, issued.stream().map(IssuedManifest::screenId).toList());
        giveBackConnection(session);
        return issued;
    }

    /** As the session did before its own last step, which this one comes after; the pool warns of connections that it has to close itself. */
    private static void giveBackConnection(EntityManager session) {
        session.unwrap(SharedSessionContractImplementor.class)
                .getJdbcCoordinator()
                .getLogicalConnection()
                .beforeTransactionCompletion();
    }

    /** Empty where the screen was told the same, and for long enough. */
    private Optional<Signed> sign(Composed composed, Instant now) {
        IssuedManifest present = composed.present();
        String contentHash = contentHash(composed.manifest());
        if (present != null && present.stillGood(contentHash, now)) {
            return Optional.empty();
        }
        long version = present == null ? 1 : present.version() + 1;
        Manifest next =
                composed.manifest().issued(version, now, composed.manifest().validUntil());
        String body = signing.sign(next.canonicalJson());
        return Optional.of(
                new Signed(composed, next, contentHash, body, sha256(body.getBytes(StandardCharsets.US_ASCII))));
    }

    private IssuedManifest write(Signed signed, long stamp) {
        Composed of = signed.of();
        IssuedManifest row =
                of.present() == null ? new IssuedManifest(of.screen().id()) : of.present();
        row.replace(signed.manifest(), signed.body(), signed.contentHash(), signed.etag(), stamp);
        manifests.persist(row);
        return row;
    }

    /** Says whether anything changed: without version and times, but with the key, since another one must sign all anew. */
    private String contentHash(Manifest composed) {
        byte[] content = composed.issued(0, Instant.EPOCH, Instant.EPOCH).canonicalJson();
        return sha256((sha256(content) + signing.keyId()).getBytes(StandardCharsets.US_ASCII));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private final class DueScreens implements Synchronization {
        private final Set<UUID> screenIds = new TreeSet<>();
        private final Set<UUID> reordered = new TreeSet<>();
        private List<IssuedManifest> issued = List.of();

        @Override
        public void beforeCompletion() {
            issued = screenIds.isEmpty() && reordered.isEmpty() ? List.of() : issue(screenIds, reordered);
        }

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                issued.forEach(board::post);
                Log.debugf("Issued %d manifests", issued.size());
            }
        }
    }
}
