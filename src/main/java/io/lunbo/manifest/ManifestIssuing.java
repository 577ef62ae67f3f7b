package io.lunbo.manifest;

import io.lunbo.schedule.SheetsPublished;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenChanged;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.takeover.TakeoverChanged;
import io.lunbo.transaction.LastSteps;
import io.lunbo.transaction.LastSteps.Step;
import io.lunbo.transaction.LastSteps.Work;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
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
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.hibernate.Session;

/**
 * Issues a screen's next manifest: in the transaction that changes what the screen must do, or, where that changes many screens,
 * right after it and before anybody is answered. Darkness, warnings and their ends are always told in their own transaction.
 */
@ApplicationScoped
public class ManifestIssuing {
    private static final int ROWS_AT_ONCE = 50;

    /** To put a manifest together takes some ten questions, and meanwhile nobody else may issue any. */
    private static final int SCREENS_AT_ONCE = 8;

    private final ManifestRepository manifests;
    private final ManifestComposition composition;
    private final ManifestSigning signing;
    private final ManifestBoard board;
    private final ScreenRepository screens;
    private final LastSteps lastSteps;
    private final Clock clock;

    ManifestIssuing(
            ManifestRepository manifests,
            ManifestComposition composition,
            ManifestSigning signing,
            ManifestBoard board,
            ScreenRepository screens,
            LastSteps lastSteps,
            Clock clock) {
        this.manifests = manifests;
        this.composition = composition;
        this.signing = signing;
        this.board = board;
        this.screens = screens;
        this.lastSteps = lastSteps;
        this.clock = clock;
    }

    void sheetsPublished(@Observes SheetsPublished event) {
        issueAtTheEnd(event.screenIds());
    }

    void takeoverChanged(@Observes TakeoverChanged event) {
        if (event.ofMedia()) {
            issueAtTheEnd(event.screenIds());
        } else {
            due().reordered.addAll(event.screenIds());
        }
    }

    void screenChanged(@Observes ScreenChanged event) {
        issueAtTheEnd(Set.of(event.screenId()));
    }

    /** Gives these screens a new manifest where the present one is missing, says something else or is half used up. */
    @Transactional
    public void renew(Collection<UUID> screenIds) {
        manifests.told(screenIds);
        issueAtTheEnd(screenIds);
    }

    /**
     * Each in a transaction of its own, so that one bad screen does not stop the rest and an order waits for one screen at most.
     *
     * @return how many could not be renewed
     */
    int renewOneByOne(Collection<UUID> screenIds) {
        int failed = 0;
        for (UUID screenId : screenIds) {
            try {
                QuarkusTransaction.requiringNew().run(() -> renew(List.of(screenId)));
            } catch (RuntimeException e) {
                failed++;
                Log.errorf(e, "The manifest of screen %s could not be renewed", screenId);
            }
        }
        return failed;
    }

    /**
     * Once for each transaction, however many events it fires, and as its last step: then all that it changes is written, and
     * the lock that orders all who issue is held for the shortest time and always taken last.
     */
    private void issueAtTheEnd(Collection<UUID> screenIds) {
        due().screenIds.addAll(screenIds);
    }

    private DueScreens due() {
        return lastSteps.work(Step.MANIFESTS, DueScreens.class, DueScreens::new);
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
        return issued;
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

    private final class DueScreens implements Work {
        private final Set<UUID> screenIds = new TreeSet<>();
        private final Set<UUID> reordered = new TreeSet<>();
        private List<IssuedManifest> issued = List.of();
        private List<UUID> later = List.of();

        @Override
        public void doLast() {
            if (screenIds.size() > SCREENS_AT_ONCE) {
                later = screenIds.stream().filter(id -> !reordered.contains(id)).toList();
                screenIds.retainAll(reordered);
                manifests.putOff(later);
            }
            issued = screenIds.isEmpty() && reordered.isEmpty() ? List.of() : issue(screenIds, reordered);
        }

        @Override
        public void after(boolean committed) {
            if (!committed) {
                return;
            }
            issued.forEach(board::post);
            Log.debugf("Issued %d manifests, put off %d", issued.size(), later.size());
            if (!later.isEmpty()) {
                // Aside, since this thread still belongs to what is over. The renewal job finds what a crash leaves.
                CompletableFuture.runAsync(() -> renewOneByOne(later), ManifestIssuing::aside)
                        .join();
            }
        }
    }

    private static void aside(Runnable work) {
        Thread thread = new Thread(work, "manifests");
        thread.setDaemon(true);
        thread.start();
    }
}
