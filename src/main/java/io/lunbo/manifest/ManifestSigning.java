package io.lunbo.manifest;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lunbo.proof.IngestKey;
import io.lunbo.proof.SigningKeyFile;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Signs manifests as flattened JWS with Ed25519 (RFC 7515, RFC 8037). */
@ApplicationScoped
class ManifestSigning {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int KEY_BYTES = 32;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair keys;
    private final String x;
    private final String keyId;
    private final String protectedHeader;

    ManifestSigning(
            ManifestConfig config,
            IngestKey ingest,
            @ConfigProperty(name = "lunbo.data", defaultValue = "data") Path data)
            throws IOException, GeneralSecurityException {
        Path file = config.signingKey().orElse(data.resolve("keys").resolve("manifest-ed25519.pem"));
        this.keys = config.signingKey().isPresent() ? SigningKeyFile.read(file) : SigningKeyFile.readOrMake(file);
        this.x = BASE64.encodeToString(rawPublicKey((EdECPublicKey) keys.getPublic()));
        // The thumbprint's members stand in this order by RFC 7638.
        this.keyId = sha256("{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + x + "\"}");
        if (keyId.equals(ingest.kid())) {
            throw new IllegalStateException(
                    "the key of the manifests is the key of the ingest too: one of them must be another");
        }
        this.protectedHeader = encode("{\"alg\":\"EdDSA\",\"kid\":\"" + keyId + "\",\"typ\":\"lunbo-manifest+jws\"}");
    }

    /** The payload under its signature; the same payload gives the same text. */
    String sign(byte[] payload) {
        String signedPart = protectedHeader + "." + BASE64.encodeToString(payload);
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.getPrivate());
            signature.update(signedPart.getBytes(StandardCharsets.US_ASCII));
            Map<String, String> jws = new LinkedHashMap<>();
            jws.put("payload", signedPart.substring(protectedHeader.length() + 1));
            jws.put("protected", protectedHeader);
            jws.put("signature", BASE64.encodeToString(signature.sign()));
            return JSON.writeValueAsString(jws);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK from 15 on signs with Ed25519", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Which key signs now: a manifest under another one must be signed anew. */
    String keyId() {
        return keyId;
    }

    /** The public key as JWK. */
    Map<String, String> publicKey() {
        Map<String, String> key = new LinkedHashMap<>();
        key.put("kty", "OKP");
        key.put("crv", "Ed25519");
        key.put("x", x);
        key.put("kid", keyId);
        key.put("alg", "EdDSA");
        key.put("use", "sig");
        return key;
    }

    private static byte[] rawPublicKey(EdECPublicKey key) {
        byte[] bigEndian = key.getPoint().getY().toByteArray();
        byte[] raw = new byte[KEY_BYTES];
        for (int i = 0; i < Math.min(KEY_BYTES, bigEndian.length); i++) {
            raw[i] = bigEndian[bigEndian.length - 1 - i];
        }
        if (key.getPoint().isXOdd()) {
            raw[KEY_BYTES - 1] |= (byte) 0x80;
        }
        return raw;
    }

    private static String sha256(String text) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        return BASE64.encodeToString(digest);
    }

    private static String encode(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
}
