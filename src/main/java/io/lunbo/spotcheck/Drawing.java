package io.lunbo.spotcheck;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * Draws screens so that anyone can draw them again: each candidate's lot is the SHA-256 of the seed, a line feed and the
 * screen's code; the smallest lots win.
 */
final class Drawing {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SEED_BYTES = 32;

    private Drawing() {}

    /** A seed that nobody can foresee, in hexadecimal. */
    static String seed() {
        byte[] seed = new byte[SEED_BYTES];
        RANDOM.nextBytes(seed);
        return HexFormat.of().formatHex(seed);
    }

    /** That many of the codes, in the order of their lots; all of them where there are fewer. */
    static List<String> draw(String seed, Collection<String> codes, int wanted) {
        return codes.stream()
                .distinct()
                .sorted(Comparator.comparing((String code) -> lot(seed, code)).thenComparing(code -> code))
                .limit(wanted)
                .toList();
    }

    static String lot(String seed, String code) {
        try {
            byte[] text = (seed + "\n" + code).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
