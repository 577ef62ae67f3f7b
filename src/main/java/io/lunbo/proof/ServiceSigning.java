package io.lunbo.proof;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.UnitRepository;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The key of the service, and the units for whose reviewers it signs. */
@ApplicationScoped
class ServiceSigning {
    private final EntityManager entities;
    private final UnitRepository units;
    private final AuditTrail auditTrail;
    private final KeyPair keys;

    ServiceSigning(
            EntityManager entities,
            UnitRepository units,
            AuditTrail auditTrail,
            ProofConfig config,
            @ConfigProperty(name = "lunbo.data", defaultValue = "data") Path data)
            throws IOException, GeneralSecurityException {
        this.entities = entities;
        this.units = units;
        this.auditTrail = auditTrail;
        Path made = data.resolve("keys").resolve("review-service-ed25519.pem");
        this.keys = config.serviceKey().isPresent()
                ? SigningKeyFile.read(config.serviceKey().get())
                : SigningKeyFile.readOrMake(made);
    }

    KeyPair keys() {
        return keys;
    }

    boolean signsFor(UUID unitId) {
        return !entities.createNativeQuery("select 1 from service_signed_units where unit_id = :unit")
                .setParameter("unit", unitId)
                .getResultList()
                .isEmpty();
    }

    /** Says who signs for a unit from now on: the service, or its reviewers themselves. */
    @Transactional
    void signFor(UUID unitId, boolean byService, Account actor) {
        String code = units.known(unitId).code();
        boolean before = signsFor(unitId);
        String statement = byService
                ? "insert ignore into service_signed_units (unit_id) values (:unit)"
                : "delete from service_signed_units where unit_id = :unit";
        entities.createNativeQuery(statement).setParameter("unit", unitId).executeUpdate();
        auditTrail.record(
                actor.id(),
                "unit.sign-by",
                "unit:" + code,
                Change.of(Map.of("service", before), Map.of("service", byService)));
    }
}
