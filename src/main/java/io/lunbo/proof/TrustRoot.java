package io.lunbo.proof;

import io.lunbo.web.WireTime;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The one whose word for a key players believe. Its private half may be somewhere else. */
@ApplicationScoped
class TrustRoot {
    private static final Duration VALID = Duration.ofDays(5 * 365);

    private final KeyPair keys;
    private final String x;
    private final String kid;

    TrustRoot(ProofConfig config, @ConfigProperty(name = "lunbo.data", defaultValue = "data") Path data)
            throws IOException, GeneralSecurityException {
        if (config.rootPublic().isPresent()) {
            this.keys = null;
            this.x = config.rootPublic().get();
            Log.info("The root of the reviewers' keys is kept elsewhere: new keys wait for their certificates");
        } else {
            Path made = data.resolve("keys").resolve("review-root-ed25519.pem");
            this.keys = config.rootKey().isPresent()
                    ? SigningKeyFile.read(config.rootKey().get())
                    : SigningKeyFile.readOrMake(made);
            this.x = Ed25519.x(keys.getPublic());
        }
        this.kid = Ed25519.thumbprint(x);
    }

    /** The public half as the JWK member {@code x}. */
    String x() {
        return x;
    }

    /** The name of the root's key. */
    String kid() {
        return kid;
    }

    /** The root's word for a key, where its private half is here. */
    Optional<String> certificate(ReviewerKey key) {
        return keys == null
                ? Optional.empty()
                : Optional.of(SignedRecord.signed(SignedRecord.CERTIFICATE, kid, keys.getPrivate(), claims(key)));
    }

    /** What the root has to sign somewhere else. */
    String toBeSigned(ReviewerKey key) {
        return SignedRecord.toBeSigned(SignedRecord.CERTIFICATE, kid, claims(key));
    }

    /** Whether it is the root's word for exactly this key of exactly this person. */
    boolean certifies(ReviewerKey key) {
        String jws = key.certificate();
        return jws != null
                && SignedRecord.signedBy(jws, x)
                && SignedRecord.read(jws)
                        .filter(one -> one.type().equals(SignedRecord.CERTIFICATE)
                                && SignedRecord.canonical(claims(key))
                                        .equals(one.payload().toString()))
                        .isPresent();
    }

    private static Map<String, ?> claims(ReviewerKey key) {
        Instant from = key.createdAt();
        Map<String, Object> claims = new TreeMap<>();
        claims.put("kid", key.kid());
        claims.put("x", key.x());
        claims.put(
                "operator",
                key.operatorId() == null ? "service" : key.operatorId().toString());
        claims.put("from", WireTime.format(from));
        claims.put("until", WireTime.format(from.plus(VALID)));
        return claims;
    }
}
