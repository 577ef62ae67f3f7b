package io.lunbo.possession;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** The public half of a key that a player made: ECDSA on P-256 (ES256), the one kind that every browser keeps unreadable. */
public final class PlayerKey {
    static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final int FIELD_BYTES = 32;
    private static final ECParameterSpec P256 = p256();

    private final String x;
    private final String y;
    private final ECPublicKey key;

    private PlayerKey(String x, String y, ECPublicKey key) {
        this.x = x;
        this.y = y;
        this.key = key;
    }

    /** Reads a JWK (RFC 7517); empty where it is none, of another kind, no point of the curve, or tells a private half. */
    public static Optional<PlayerKey> of(String jwk) {
        try {
            return jwk == null ? Optional.empty() : of(STRICT.readTree(jwk));
        } catch (IOException e) {
            return Optional.empty(); // what cannot be read is no key
        }
    }

    private static Optional<PlayerKey> of(JsonNode jwk) {
        boolean usable = jwk != null
                && "EC".equals(jwk.path("kty").textValue())
                && "P-256".equals(jwk.path("crv").textValue())
                && !jwk.has("d");
        byte[] x = usable ? coordinate(jwk.path("x").textValue()) : null;
        byte[] y = usable ? coordinate(jwk.path("y").textValue()) : null;
        if (x == null || y == null || !onCurve(new BigInteger(1, x), new BigInteger(1, y))) {
            return Optional.empty();
        }
        try {
            ECPoint point = new ECPoint(new BigInteger(1, x), new BigInteger(1, y));
            ECPublicKey key =
                    (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, P256));
            Base64.Encoder text = Base64.getUrlEncoder().withoutPadding();
            return Optional.of(new PlayerKey(text.encodeToString(x), text.encodeToString(y), key));
        } catch (GeneralSecurityException e) {
            return Optional.empty(); // the JDK does not take it for a key either
        }
    }

    /** The JWK as it is kept: only what makes the key, in the order of RFC 7638. */
    public String jwk() {
        return "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + x + "\",\"y\":\"" + y + "\"}";
    }

    /** Whether a JWK names this very key. */
    boolean isNamedBy(JsonNode jwk) {
        return "EC".equals(jwk.path("kty").textValue())
                && "P-256".equals(jwk.path("crv").textValue())
                && x.equals(jwk.path("x").textValue())
                && y.equals(jwk.path("y").textValue());
    }

    /** Whether it has signed the message; {@code signed} is both halves one after the other, as JWS writes them. */
    boolean fits(byte[] message, byte[] signed) {
        // A half of nothing fits everything for implementations that forget to look.
        if (signed.length != 2 * FIELD_BYTES
                || !isScalar(Arrays.copyOf(signed, FIELD_BYTES))
                || !isScalar(Arrays.copyOfRange(signed, FIELD_BYTES, signed.length))) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initVerify(key);
            signature.update(message);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false; // what cannot be read was not signed
        }
    }

    private static boolean isScalar(byte[] half) {
        BigInteger number = new BigInteger(1, half);
        return number.signum() > 0 && number.compareTo(P256.getOrder()) < 0;
    }

    /** The JDK takes any pair of numbers for a point. */
    private static boolean onCurve(BigInteger x, BigInteger y) {
        BigInteger p = ((ECFieldFp) P256.getCurve().getField()).getP();
        BigInteger right = x.pow(3)
                .add(P256.getCurve().getA().multiply(x))
                .add(P256.getCurve().getB());
        return x.compareTo(p) < 0
                && y.compareTo(p) < 0
                && y.pow(2).subtract(right).mod(p).signum() == 0;
    }

    private static byte[] coordinate(String text) {
        if (text == null || text.length() > 2 * FIELD_BYTES) {
            return null;
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return bytes.length == FIELD_BYTES ? bytes : null;
        } catch (IllegalArgumentException e) {
            return null; // not base64url, so no number
        }
    }

    private static ECParameterSpec p256() {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK knows P-256", e);
        }
    }
}
