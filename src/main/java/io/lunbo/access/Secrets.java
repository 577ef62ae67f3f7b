package io.lunbo.access;

import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.elytron.security.common.BcryptUtil;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/** How passwords and tokens are made, judged and kept: tokens as their SHA-256, passwords as bcrypt. */
public final class Secrets {
    static final int SHORTEST_PASSWORD = 12;
    static final int LONGEST_PASSWORD = 200;

    // The ones of twelve characters and more that lists of leaked passwords begin with, without case.
    private static final Set<String> COMMON = Set.of(
            "123456789012",
            "1234567890123",
            "12345678901234",
            "1234567890abc",
            "123456123456",
            "123123123123",
            "password1234",
            "password12345",
            "passwordpassword",
            "qwertyuiop123",
            "qwertyuiop[]",
            "1qaz2wsx3edc",
            "1q2w3e4r5t6y",
            "qwerty123456",
            "abcdefghijkl",
            "abc123abc123",
            "administrator",
            "admin1234567",
            "admin123456789",
            "changeme1234",
            "letmein12345",
            "iloveyou1234",
            "woaini1314520",
            "woaini520131",
            "a123456789012",
            "zxcvbnm12345");
    private static final SecureRandom RANDOM = new SecureRandom();
    // No letters that look like digits: a one-time password is often read from paper.
    private static final String READABLE = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789";
    private static final String NOBODYS_HASH = hashOf(token(""));

    private Secrets() {}

    /** A new token of 256 random bits behind a prefix that tells people and scanners what it is. */
    public static String token(String prefix) {
        byte[] bits = new byte[32];
        RANDOM.nextBytes(bits);
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /** What is stored of a token: 256 random bits need no slow hash. */
    public static String fingerprint(String token) {
        return HexFormat.of().formatHex(sha256(token));
    }

    /** A password for the first sign-in, 119 random bits, readable from paper. */
    public static String oneTimePassword() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            password.append(i > 0 && i % 5 == 0 ? "-" : "").append(READABLE.charAt(RANDOM.nextInt(READABLE.length())));
        }
        return password.toString();
    }

    /** The hash of a password that is good enough for the account; a problem where it is not. */
    static String hashOfGood(String password, String username) {
        String plain = password.toLowerCase(Locale.ROOT);
        int length = password.codePointCount(0, password.length());
        boolean weak = length < SHORTEST_PASSWORD
                || length > LONGEST_PASSWORD
                || plain.chars().distinct().count() < 4
                || COMMON.contains(plain)
                // a shorter name is in too many good passwords by chance
                || (username.length() > 3 && plain.contains(username.toLowerCase(Locale.ROOT)));
        if (weak) {
            throw Problem.of(ProblemType.PASSWORD_TOO_WEAK);
        }
        return hashOf(password);
    }

    /** Whether the password fits the hash; without a hash it never does, after the same time. */
    public static boolean matches(String password, String hash) {
        return BcryptUtil.matches(digest(password), hash == null ? NOBODYS_HASH : hash) && hash != null;
    }

    private static String hashOf(String password) {
        return BcryptUtil.bcryptHash(digest(password));
    }

    // bcrypt reads 72 bytes and stops at a zero: a digest lets every character of a long password count.
    private static String digest(String password) {
        return Base64.getEncoder().encodeToString(sha256(password));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
