package io.lunbo.proof;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.audit.AuditTrail;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The keys of reviewers: public ones for everybody, and what an offline root has to certify. */
@Path("/")
@Tag(name = "reviewer keys")
public class ReviewerKeysResource {
    private final ReviewerKeys keys;
    private final TrustRoot root;
    private final ServiceSigning service;
    private final AuditTrail auditTrail;
    private final CurrentOperator operator;

    /**
     * Whom a player must trust, and for whom that one gives its word.
     *
     * @param root the root's public key as JWK
     * @param certificates compact JWS, one for each key
     */
    public record Reviewers(Map<String, String> root, List<String> certificates) {}

    /**
     * A key that waits for its certificate.
     *
     * @param toBeSigned what the root has to sign with Ed25519, as it is, in ASCII
     * @param endorsement the word of the person's former key; may be absent
     */
    public record Pending(String kid, UUID operator, Instant createdAt, String toBeSigned, String endorsement) {}

    /**
     * The root's word.
     *
     * @param jws what was to be signed, a dot, and the signature in base64url
     */
    public record Certificate(@NotBlank @Size(max = 2000) String jws) {}

    /**
     * Who signs for a unit.
     *
     * @param service whether the service does, in place of each reviewer
     */
    public record SigningBy(@NotNull Boolean service) {}

    /**
     * Opens the key from before a reset.
     *
     * @param formerPassword the password from before the reset
     */
    public record Endorsement(@NotBlank @Size(max = 200) String formerPassword) {}

    ReviewerKeysResource(
            ReviewerKeys keys,
            TrustRoot root,
            ServiceSigning service,
            AuditTrail auditTrail,
            CurrentOperator operator) {
        this.keys = keys;
        this.root = root;
        this.service = service;
        this.auditTrail = auditTrail;
        this.operator = operator;
    }

    /** The root and its certificates. */
    @GET
    @Path(".well-known/lunbo-reviewers.json")
    @PermitAll
    @Operation(summary = "The root of trust of the reviewers' keys, and the certificates of all keys")
    public Response published() {
        Map<String, String> jwk =
                Map.of("kty", "OKP", "crv", "Ed25519", "x", root.x(), "kid", root.kid(), "alg", "EdDSA", "use", "sig");
        List<String> certificates = keys.list("certificate is not null order by createdAt").stream()
                .map(ReviewerKey::certificate)
                .toList();
        return Response.ok(new Reviewers(jwk, certificates))
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
                .build();
    }

    /** What waits for the root. */
    @GET
    @Path("api/v1/reviewer-keys/pending")
    @RolesAllowed(Role.Names.ADMINISTRATOR)
    @Operation(summary = "Keys that wait for a certificate of an offline root")
    public List<Pending> pending() {
        return keys.list("certificate is null and retiredAt is null order by createdAt").stream()
                .map(key -> new Pending(
                        key.kid(), key.operatorId(), key.createdAt(), root.toBeSigned(key), key.endorsement()))
                .toList();
    }

    /** Takes the root's word. */
    @PUT
    @Path("api/v1/reviewer-keys/{kid}/certificate")
    @RolesAllowed(Role.Names.ADMINISTRATOR)
    @Transactional
    @Operation(summary = "Brings the certificate of a key, signed by the offline root")
    public void certify(String kid, @NotNull @Valid Certificate certificate) {
        ReviewerKey key = keys.findByIdOptional(kid).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        String before = key.certificate();
        key.certify(certificate.jws().strip());
        if (!root.certifies(key)) {
            key.certify(before);
            throw Problem.of(ProblemType.CERTIFICATE_WRONG);
        }
        auditTrail.record(operator.id(), "reviewer-key.certify", "operator:" + key.operatorId(), Map.of("kid", kid));
    }

    /** Says who signs for a unit. */
    @PUT
    @Path("api/v1/units/{id}/signing")
    @RolesAllowed(Role.Names.ADMINISTRATOR)
    @Operation(summary = "Whether the service's key signs for the reviewers of a unit")
    public void signing(UUID id, @NotNull @Valid SigningBy by) {
        service.signFor(id, by.service(), operator.account());
    }

    /** Lets the former key give its word for the present one. */
    @POST
    @Path("api/v1/reviewer-keys/endorsements")
    @RolesAllowed(Role.Names.REVIEWER)
    @Operation(summary = "Lets the key from before a password reset endorse the present one")
    public Pending endorse(@NotNull @Valid Endorsement endorsement) {
        ReviewerKey key = keys.endorse(operator.account(), endorsement.formerPassword());
        return new Pending(key.kid(), key.operatorId(), key.createdAt(), root.toBeSigned(key), key.endorsement());
    }
}
