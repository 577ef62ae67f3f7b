package io.lunbo.attest;

import io.lunbo.proof.SignedRecord;
import io.lunbo.proof.SigningKeyFile;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The key that signs reports and nothing else. */
@ApplicationScoped
class ReportKey {
    private final KeyPair keys;

    /** {@code lunbo.reports.key}: the private key (PKCS#8, PEM), the same on all nodes; absent: one is made in the data folder. */
    ReportKey(
            @ConfigProperty(name = "lunbo.reports.key") Optional<Path> configured,
            @ConfigProperty(name = "lunbo.data", defaultValue = "data") Path data)
            throws IOException, GeneralSecurityException {
        Path made = data.resolve("keys").resolve("report-ed25519.pem");
        this.keys = configured.isPresent() ? SigningKeyFile.read(configured.get()) : SigningKeyFile.readOrMake(made);
    }

    String sign(Map<String, ?> claims) {
        return SignedRecord.signedWith(keys, SignedRecord.REPORT, claims);
    }

    boolean says(String jws, Map<String, ?> claims) {
        return SignedRecord.says(keys, jws, SignedRecord.REPORT, claims);
    }

    Map<String, String> publicKey() {
        return SignedRecord.jwk(keys, "lunbo-report");
    }
}
