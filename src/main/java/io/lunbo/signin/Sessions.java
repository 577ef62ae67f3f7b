package io.lunbo.signin;

import io.lunbo.access.Operator;
import io.lunbo.access.OperatorRegistration.SignInsEnded;
import io.lunbo.access.OperatorRepository;
import io.lunbo.access.Secrets;
import io.lunbo.audit.AuditTrail;
import io.lunbo.signin.OperatorSession.Kind;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Opens, finds and ends sessions. */
@ApplicationScoped
class Sessions {
    private final EntityManager entities;
    private final OperatorRepository operators;
    private final AuditTrail auditTrail;
    private final SignInConfig config;
    private final Clock clock;

    /**
     * A session in the one moment when its token can be read.
     *
     * @param token what proves the session
     * @param expiresAt when it ends by itself
     */
    record Opened(String token, Instant expiresAt) {}

    Sessions(
            EntityManager entities,
            OperatorRepository operators,
            AuditTrail auditTrail,
            SignInConfig config,
            Clock clock) {
        this.entities = entities;
        this.operators = operators;
        this.auditTrail = auditTrail;
        this.config = config;
        this.clock = clock;
    }

    /** Opens a session under a fresh token, whatever the caller had before. */
    @Transactional
    Opened open(UUID operatorId, Kind kind) {
        Operator operator = operators.known(operatorId);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant end = now.plus(kind == Kind.BEARER ? config.bearer() : config.session());
        String token = Secrets.token("lbs_");
        entities.persist(new OperatorSession(Secrets.fingerprint(token), operator, kind, now, end));
        auditTrail.record(operatorId, "session.open", "operator:" + operatorId, Map.of("kind", kind.name()));
        return new Opened(token, end);
    }

    /** Who is signed in by this token now. */
    @Transactional
    Optional<SecurityIdentity> identity(String token, Kind door) {
        return entities
                .createQuery("""
                        from OperatorSession s join fetch s.operator o join fetch o.unit left join fetch o.roles
                        where s.fingerprint = :fingerprint and s.kind in :kinds and s.expiresAt > :now and o.active""", OperatorSession.class)
                .setParameter("fingerprint", Secrets.fingerprint(token))
                .setParameter("kinds", door == Kind.COOKIE ? Set.of(Kind.COOKIE, Kind.VOUCHED) : Set.of(door))
                .setParameter("now", clock.instant())
                .getResultList()
                .stream()
                .map(OperatorSession::identity)
                .findFirst();
    }

    /** Ends one session; one that has ended already is no fault. */
    @Transactional
    void end(String token) {
        List<UUID> whose = entities.createQuery(
                        "select operator.id from OperatorSession where fingerprint = :fingerprint", UUID.class)
                .setParameter("fingerprint", Secrets.fingerprint(token))
                .getResultList();
        int ended = entities.createQuery("delete from OperatorSession where fingerprint = :fingerprint")
                .setParameter("fingerprint", Secrets.fingerprint(token))
                .executeUpdate();
        if (ended > 0 && !whose.isEmpty()) { // of two at once, one ends it
            auditTrail.record(whose.get(0), "session.end", "operator:" + whose.get(0), Map.of());
        }
    }

    /** Ends every session of an operator, on every device. */
    @Transactional
    void endAll(UUID operatorId) {
        entities.createQuery("delete from OperatorSession where operator.id = :operator")
                .setParameter("operator", operatorId)
                .executeUpdate();
        auditTrail.record(operatorId, "session.end-all", "operator:" + operatorId, Map.of());
    }

    /** Forgets the sessions that are over. */
    @Transactional
    int sweep() {
        return entities.createQuery("delete from OperatorSession where expiresAt <= :now")
                .setParameter("now", clock.instant())
                .executeUpdate();
    }

    void signInsEnded(@Observes SignInsEnded ended) {
        entities.createQuery("delete from OperatorSession where operator.id = :operator")
                .setParameter("operator", ended.operatorId())
                .executeUpdate();
    }
}
