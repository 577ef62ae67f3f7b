package io.lunbo.proof;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The key that states of which original a delivery file was made. It signs nothing else, and no other key signs that.
 *
 * <p>So whoever holds only the manifest key cannot call any file the child of an approved original. Not covered: a node that was
 * taken over and holds this key too, or that may write the rows of a node which does, can state anything. Keep {@code
 * lunbo.proof.ingest-key} on a volume that only the node has which makes the files, and publish from others.
 */
@ApplicationScoped
public class IngestKey {
    private final KeyPair keys;
    private final String x;
    private final String kid;

    IngestKey(ProofConfig config, @ConfigProperty(name = "lunbo.data", defaultValue = "data") Path data)
            throws IOException, GeneralSecurityException {
        Path made = data.resolve("keys").resolve("ingest-ed25519.pem");
        this.keys = config.ingestKey().isPresent()
                ? SigningKeyFile.read(config.ingestKey().get())
                : SigningKeyFile.readOrMake(made);
        this.x = Ed25519.x(keys.getPublic());
        this.kid = Ed25519.thumbprint(x);
    }

    /** Those claims as signed record (compact JWS); the same claims give the same text. */
    public String state(Map<String, ?> claims) {
        return SignedRecord.signed(SignedRecord.MADE, kid, keys.getPrivate(), claims);
    }

    /** Whether that record says exactly this in the name of this key; its signature is for the player to check. False for null. */
    public boolean says(String jws, Map<String, ?> claims) {
        return SignedRecord.read(jws)
                .filter(one -> one.type().equals(SignedRecord.MADE) && one.kid().equals(kid))
                .filter(one ->
                        SignedRecord.canonical(claims).equals(one.payload().toString()))
                .isPresent();
    }

    /** The name of the key (RFC 7638). */
    public String kid() {
        return kid;
    }

    /** The public half as JWK, whose {@code use} is no other key's. */
    Map<String, String> publicKey() {
        return Map.of("kty", "OKP", "crv", "Ed25519", "x", x, "kid", kid, "alg", "EdDSA", "use", "lunbo-ingest");
    }
}
