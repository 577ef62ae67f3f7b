package io.lunbo.proof;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.Operator;
import io.lunbo.access.OperatorRegistration.PasswordChanged;
import io.lunbo.access.OperatorRepository;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes, opens and keeps the keys of reviewers. A private half is in memory only while its owner signs. */
@ApplicationScoped
public class ReviewerKeys implements PanacheRepositoryBase<ReviewerKey, String> {
    private static final int MOST_WRONG = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ProofConfig config;
    private final TrustRoot root;
    private final ServiceSigning service;
    private final OperatorRepository operators;
    private final AuditTrail auditTrail;
    private final Clock clock;
    private final Cache<UUID, AtomicInteger> wrong = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(15))
            .maximumSize(10_000)
            .build();
    // A key and its certificate never change once it has one; what is certified is worked out once.
    private final Cache<String, String> certified =
            Caffeine.newBuilder().maximumSize(10_000).build();

    /** Somebody who may sign now: an opened key. */
    public record Signer(UUID operatorId, String kid, PrivateKey key) {
        /** The decision under the signature, as compact JWS. */
        public String sign(Map<String, ?> decision) {
            return SignedRecord.signed(SignedRecord.DECISION, kid, key, decision);
        }

        /** The withdrawal of an approval under the signature, as compact JWS. */
        public String signWithdrawal(Map<String, ?> withdrawal) {
            return SignedRecord.signed(SignedRecord.WITHDRAWAL, kid, key, withdrawal);
        }
    }

    ReviewerKeys(
            ProofConfig config,
            TrustRoot root,
            ServiceSigning service,
            OperatorRepository operators,
            AuditTrail auditTrail,
            Clock clock) {
        this.config = config;
        this.root = root;
        this.service = service;
        this.operators = operators;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /** Opens the person's key with the person's password, and makes one at the first time; the service's where the unit says so. */
    @Transactional
    public Signer unlock(Account person, String password) {
        if (service.signsFor(person.unitId())) {
            ReviewerKey key = serviceKey();
            return new Signer(person.id(), key.kid(), service.keys().getPrivate());
        }
        if (password == null || password.isEmpty()) {
            throw Problem.of(ProblemType.SIGNING_PASSWORD_WRONG);
        }
        AtomicInteger guesses = wrong.get(person.id(), id -> new AtomicInteger());
        if (guesses.get() >= MOST_WRONG) {
            throw Problem.of(ProblemType.TOO_MANY_ATTEMPTS);
        }
        ReviewerKey key = own(person.id()).orElse(null);
        Optional<byte[]> seed =
                key == null ? made(person, password) : SealedKey.open(key.sealed(), password, key.kid());
        if (seed.isEmpty()) {
            guesses.incrementAndGet();
            throw Problem.of(ProblemType.SIGNING_PASSWORD_WRONG);
        }
        wrong.invalidate(person.id());
        KeyPair pair = pair(seed.get());
        return new Signer(person.id(), Ed25519.thumbprint(Ed25519.x(pair.getPublic())), pair.getPrivate());
    }

    /** Whether that person's decisions are signed by the service. */
    public boolean serviceSignsFor(Account person) {
        return service.signsFor(person.unitId());
    }

    /** What a record says, where a key that the root has certified for that person (or the service) has signed it. */
    public boolean proves(String jws, Map<String, ?> decision, UUID operatorId) {
        return proves(SignedRecord.DECISION, jws, decision, operatorId);
    }

    /** The same of the withdrawal of an approval. */
    public boolean provesWithdrawal(String jws, Map<String, ?> withdrawal, UUID operatorId) {
        return proves(SignedRecord.WITHDRAWAL, jws, withdrawal, operatorId);
    }

    private boolean proves(String type, String jws, Map<String, ?> said, UUID operatorId) {
        Optional<SignedRecord> record = SignedRecord.read(jws);
        if (record.isEmpty()
                || !record.get().type().equals(type)
                || !record.get().payload().toString().equals(SignedRecord.canonical(said))) {
            return false;
        }
        ReviewerKey key = findById(record.get().kid());
        return key != null
                && (key.operatorId() == null || key.operatorId().equals(operatorId))
                && certified(key)
                && SignedRecord.signedBy(jws, key.x());
    }

    /** The root's words for the keys that have signed these records: what a player needs to believe them. */
    public List<String> certificatesOf(List<String> records) {
        return records.stream()
                .map(SignedRecord::read)
                .flatMap(Optional::stream)
                .map(SignedRecord::kid)
                .distinct()
                .sorted()
                .map(this::findById)
                .filter(key -> key != null && key.certificate() != null)
                .map(ReviewerKey::certificate)
                .toList();
    }

    private boolean certified(ReviewerKey key) {
        String pair = key.x() + "/" + key.operatorId() + "/" + key.certificate();
        if (pair.equals(certified.getIfPresent(key.kid()))) {
            return true;
        }
        boolean good = key.kid().equals(Ed25519.thumbprint(key.x())) && root.certifies(key);
        if (good) {
            certified.put(key.kid(), pair);
        }
        return good;
    }

    Optional<ReviewerKey> own(UUID operatorId) {
        return find("operatorId = ?1 and retiredAt is null order by createdAt desc", operatorId)
                .firstResultOptional();
    }

    private Optional<byte[]> made(Account person, String password) {
        Operator operator = operators.known(person.id());
        if (!operator.unlockedBy(password)) {
            return Optional.empty();
        }
        byte[] seed = new byte[Ed25519.KEY_BYTES];
        RANDOM.nextBytes(seed);
        String x = Ed25519.x(pair(seed).getPublic());
        String sealed = SealedKey.seal(seed, password, Ed25519.thumbprint(x), config.iterations());
        ReviewerKey key =
                new ReviewerKey(person.id(), x, sealed, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        root.certificate(key).ifPresent(key::certify);
        persist(key);
        auditTrail.record(
                person.id(), "reviewer-key.make", "operator:" + person.id(), Change.made(Map.of("kid", key.kid())));
        return Optional.of(seed);
    }

    private ReviewerKey serviceKey() {
        String x = Ed25519.x(service.keys().getPublic());
        return findByIdOptional(Ed25519.thumbprint(x)).orElseGet(() -> {
            ReviewerKey key = new ReviewerKey(null, x, null, clock.instant().truncatedTo(ChronoUnit.MILLIS));
            root.certificate(key).ifPresent(key::certify);
            persist(key);
            return key;
        });
    }

    /** Follows the password: with both at hand the key is sealed anew, otherwise nobody can open it any more. */
    void passwordChanged(@Observes PasswordChanged change) {
        own(change.operatorId()).ifPresent(key -> {
            Optional<byte[]> seed = change.before() == null
                    ? Optional.empty()
                    : SealedKey.open(key.sealed(), change.before(), key.kid());
            if (seed.isPresent()) {
                key.reseal(SealedKey.seal(seed.get(), change.after(), key.kid(), config.iterations()));
            } else {
                key.retire(clock.instant());
                auditTrail.record(
                        change.operatorId(),
                        "reviewer-key.retire",
                        "operator:" + change.operatorId(),
                        Change.removed(Map.of("kid", key.kid())));
            }
        });
    }

    /** Lets the key from before a reset, which only the former password opens, give its word for the present one. */
    @Transactional
    ReviewerKey endorse(Account person, String formerPassword) {
        ReviewerKey present = own(person.id()).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        List<ReviewerKey> former = list("operatorId = ?1 and retiredAt is not null", person.id());
        for (ReviewerKey key : former) {
            Optional<byte[]> seed = SealedKey.open(key.sealed(), formerPassword, key.kid());
            if (seed.isPresent()) {
                Map<String, String> word =
                        Map.of("kid", present.kid(), "operator", person.id().toString());
                present.endorse(SignedRecord.signed(
                        SignedRecord.ENDORSEMENT, key.kid(), pair(seed.get()).getPrivate(), word));
                auditTrail.record(person.id(), "reviewer-key.endorse", "operator:" + person.id(), word);
                return present;
            }
        }
        throw Problem.of(ProblemType.SIGNING_PASSWORD_WRONG);
    }

    private static KeyPair pair(byte[] seed) {
        try {
            return Ed25519.fromSeed(seed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK from 15 on makes Ed25519 keys", e);
        }
    }
}
