package io.lunbo.testsupport;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A key as a player makes it, and the proofs that it makes with it, right ones and wrong ones. */
public final class AKey {
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair pair;

    /** What a proof says; to be changed before it is signed. */
    public final class Proof {
        /** The members of the JOSE header. */
        public final Map<String, Object> header = new LinkedHashMap<>();

        /** The claims. */
        public final Map<String, Object> claims = new LinkedHashMap<>();

        private Proof(String method, String address, String token, long madeAt) {
            header.put("typ", "dpop+jwt");
            header.put("alg", "ES256");
            header.put("jwk", new Raw(jwk()));
            claims.put("jti", UUID.randomUUID().toString());
            claims.put("htm", method);
            claims.put("htu", address);
            claims.put("iat", madeAt);
            claims.put("ath", TEXT.encodeToString(sha256(token)));
        }

        /** Changes a claim. */
        public Proof with(String claim, Object value) {
            claims.put(claim, value);
            return this;
        }

        /** Changes the header. */
        public Proof headed(String member, Object value) {
            header.put(member, value);
            return this;
        }

        /** The proof, signed by the key. */
        public String signed() {
            return signedBy(AKey.this);
        }

        /** The proof, signed by another key. */
        public String signedBy(AKey signer) {
            return unsigned() + '.' + TEXT.encodeToString(signer.sign(unsigned()));
        }

        /** Header and claims. */
        public String unsigned() {
            return TEXT.encodeToString(json(header).getBytes(StandardCharsets.UTF_8))
                    + '.'
                    + TEXT.encodeToString(json(claims).getBytes(StandardCharsets.UTF_8));
        }
    }

    private record Raw(String json) {}

    public AKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            pair = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public half. */
    public String jwk() {
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        return "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\""
                + coordinate(key.getW().getAffineX()) + "\",\"y\":\""
                + coordinate(key.getW().getAffineY()) + "\"}";
    }

    /** A proof that is as it should be. */
    public Proof proof(String method, String address, String token, long madeAt) {
        return new Proof(method, address, token, madeAt);
    }

    private byte[] sign(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(pair.getPrivate());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String coordinate(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[32];
        int length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
        return TEXT.encodeToString(fixed);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String json(Map<String, Object> members) {
        StringBuilder json = new StringBuilder("{");
        members.forEach((name, value) -> json.append(json.length() > 1 ? "," : "")
                .append('"')
                .append(name)
                .append("\":")
                .append(
                        value instanceof Raw raw
                                ? raw.json
                                : value instanceof String ? '"' + value.toString() + '"' : String.valueOf(value)));
        return json.append('}').toString();
    }
}
