package io.lunbo.upload;

import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/** What a client says that a piece will add up to ({@code Upload-Checksum}); it may say nothing. */
final class PieceChecksum {
    /** As the protocol names them, and as Java does. */
    private static final Map<String, String> ALGORITHMS = Map.of("sha1", "SHA-1", "sha256", "SHA-256");

    static final String SUPPORTED = "sha1,sha256";

    private final MessageDigest digest;
    private final byte[] wanted;

    private PieceChecksum(MessageDigest digest, byte[] wanted) {
        this.digest = digest;
        this.wanted = wanted;
    }

    static PieceChecksum read(String header) {
        if (header == null) {
            return new PieceChecksum(null, null);
        }
        String[] words = header.strip().split(" +", 2);
        if (words.length < 2 || !ALGORITHMS.containsKey(words[0])) {
            throw Problem.of(ProblemType.UPLOAD_CHECKSUM_UNSUPPORTED, SUPPORTED);
        }
        try {
            byte[] wanted = Base64.getDecoder().decode(words[1].strip());
            return new PieceChecksum(MessageDigest.getInstance(ALGORITHMS.get(words[0])), wanted);
        } catch (IllegalArgumentException e) {
            throw Problem.of(ProblemType.UPLOAD_CHECKSUM_UNSUPPORTED, SUPPORTED);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1 and SHA-256", e);
        }
    }

    boolean given() {
        return digest != null;
    }

    void update(byte[] buffer, int length) {
        if (given()) {
            digest.update(buffer, 0, length);
        }
    }

    boolean matches() {
        return !given() || MessageDigest.isEqual(digest.digest(), wanted);
    }
}
