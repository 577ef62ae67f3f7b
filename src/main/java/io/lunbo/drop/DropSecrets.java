package io.lunbo.drop;

import io.lunbo.proof.SealedKey;
import io.lunbo.proof.SigningKeyFile;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Shared secrets: sealed in the database under a key that is not there, and opened for a signature only. */
@ApplicationScoped
class DropSecrets {
    /** The password is a whole key already. */
    private static final int ROUNDS = 1;

    private final String key;

    DropSecrets(DropConfig config, @ConfigProperty(name = "lunbo.data", defaultValue = "data") Path data)
            throws IOException, GeneralSecurityException {
        Path made = data.resolve("keys").resolve("drops.pem");
        var keys = config.key().isPresent() ? SigningKeyFile.read(config.key().get()) : SigningKeyFile.readOrMake(made);
        this.key = Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded());
    }

    String seal(UUID drop, String secret) {
        return SealedKey.seal(secret.getBytes(StandardCharsets.UTF_8), key, drop.toString(), ROUNDS);
    }

    /** HMAC-SHA-256 over {@code time + "." + body}, in hexadecimal; an {@link IOException} where the key is another one. */
    String sign(FigureDrop drop, Instant at, byte[] body) throws IOException {
        byte[] secret = SealedKey.open(drop.secret(), key, drop.id().toString())
                .orElseThrow(() -> new IOException("the secret was sealed under another key"));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update((at.getEpochSecond() + ".").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }
}
