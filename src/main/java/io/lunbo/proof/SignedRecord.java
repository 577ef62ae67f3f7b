package io.lunbo.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * A record under a signature, as compact JWS (RFC 7515) over canonical JSON: keys sorted, no insignificant space.
 *
 * @param type what kind of record it says it is
 * @param kid whose key it says has signed it
 * @param payload what is said
 */
public record SignedRecord(String type, String kid, JsonNode payload) {
    /** A reviewer's decision. */
    public static final String DECISION = "lunbo-review+jws";

    /** A reviewer's word that an approval is taken back. */
    public static final String WITHDRAWAL = "lunbo-withdrawal+jws";

    /** The ingest's word that a delivery file was made of an original. */
    public static final String MADE = "lunbo-made+jws";

    /** The service's word for the figures of a report that it issued. */
    public static final String REPORT = "lunbo-report+jws";

    /** The root's word for a key. */
    static final String CERTIFICATE = "lunbo-reviewer+jws";
    /** A key's word for the one that comes after it. */
    static final String ENDORSEMENT = "lunbo-endorsement+jws";

    private static final JsonMapper CANONICAL = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** The canonical JSON of a record. */
    public static String canonical(Map<String, ?> payload) {
        try {
            return CANONICAL.writeValueAsString(payload);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record is plain values", e);
        }
    }

    /** A record of that type under a key of one purpose. */
    public static String signedWith(KeyPair keys, String type, Map<String, ?> payload) {
        return signed(type, Ed25519.thumbprint(Ed25519.x(keys.getPublic())), keys.getPrivate(), payload);
    }

    /** Whether that is a record of that type, says exactly this and was signed with that key. */
    public static boolean says(KeyPair keys, String jws, String type, Map<String, ?> payload) {
        return signedBy(jws, Ed25519.x(keys.getPublic()))
                && read(jws)
                        .filter(one -> one.type().equals(type))
                        .filter(one -> canonical(payload).equals(one.payload().toString()))
                        .isPresent();
    }

    /** The public half as JWK (RFC 7517). */
    public static Map<String, String> jwk(KeyPair keys, String use) {
        String x = Ed25519.x(keys.getPublic());
        String kid = Ed25519.thumbprint(x);
        return Map.of("kty", "OKP", "crv", "Ed25519", "x", x, "kid", kid, "alg", "EdDSA", "use", use);
    }

    static String signed(String type, String kid, PrivateKey key, Map<String, ?> payload) {
        String part = toBeSigned(type, kid, payload);
        byte[] signature = Ed25519.sign(key, part.getBytes(StandardCharsets.US_ASCII));
        return part + "." + BASE64.encodeToString(signature);
    }

    /** What a key that is somewhere else has to sign. */
    static String toBeSigned(String type, String kid, Map<String, ?> payload) {
        String header = "{\"alg\":\"EdDSA\",\"kid\":\"" + kid + "\",\"typ\":\"" + type + "\"}";
        return encode(header) + "." + encode(canonical(payload));
    }

    /** Reads without believing; empty where it is no such thing. */
    static Optional<SignedRecord> read(String jws) {
        String[] parts = jws == null ? new String[0] : jws.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            JsonNode header = CANONICAL.readTree(Base64.getUrlDecoder().decode(parts[0]));
            JsonNode payload = CANONICAL.readTree(Base64.getUrlDecoder().decode(parts[1]));
            boolean known = header.path("alg").asText().equals("EdDSA") && !header.has("crit");
            return known
                    ? Optional.of(new SignedRecord(
                            header.path("typ").asText(), header.path("kid").asText(), payload))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty(); // what cannot be read was not signed
        }
    }

    /** Whether that key has signed it. */
    static boolean signedBy(String jws, String x) {
        int end = jws.lastIndexOf('.');
        try {
            byte[] signature = Base64.getUrlDecoder().decode(jws.substring(end + 1));
            return Ed25519.fits(x, jws.substring(0, end).getBytes(StandardCharsets.US_ASCII), signature);
        } catch (IllegalArgumentException e) {
            return false; // what cannot be read was not signed
        }
    }

    private static String encode(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
