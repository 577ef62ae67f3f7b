package io.lunbo.proof;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** A private key under a password: AES-256-GCM with a key from PBKDF2 (HMAC-SHA-256). */
public final class SealedKey {
    private static final String SCHEME = "pbkdf2-sha256";
    private static final int SALT_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BITS = 256;
    private static final SecureRandom RANDOM = new SecureRandom();

    private SealedKey() {}

    /** What is stored; {@code kid} is bound in, so that no sealed key can be put in the place of another. */
    public static String seal(byte[] seed, String password, String kid, int iterations) {
        byte[] salt = random(SALT_BYTES);
        byte[] nonce = random(NONCE_BYTES);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, password, salt, nonce, kid, iterations);
            Base64.Encoder text = Base64.getEncoder();
            return String.join(
                    ":",
                    SCHEME,
                    Integer.toString(iterations),
                    text.encodeToString(salt),
                    text.encodeToString(nonce),
                    text.encodeToString(cipher.doFinal(seed)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /** The private key; empty where the password is another one. */
    public static Optional<byte[]> open(String sealed, String password, String kid) {
        String[] parts = sealed.split(":");
        if (parts.length != 5 || !parts[0].equals(SCHEME)) {
            throw new IllegalStateException("a sealed key of an unknown scheme");
        }
        Base64.Decoder text = Base64.getDecoder();
        try {
            Cipher cipher = cipher(
                    Cipher.DECRYPT_MODE,
                    password,
                    text.decode(parts[2]),
                    text.decode(parts[3]),
                    kid,
                    Integer.parseInt(parts[1]));
            return Optional.of(cipher.doFinal(text.decode(parts[4])));
        } catch (GeneralSecurityException e) {
            return Optional.empty(); // the tag does not fit: another password, or other bytes
        }
    }

    private static Cipher cipher(int mode, String password, byte[] salt, byte[] nonce, String kid, int iterations)
            throws GeneralSecurityException {
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, KEY_BITS);
        byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(spec)
                .getEncoded();
        spec.clearPassword();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(kid.getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
