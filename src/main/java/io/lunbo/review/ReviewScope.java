package io.lunbo.review;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What a review is for. Another run, another kind of screen or another day needs another review (重播重审).
 *
 * @param runId the run, e.g. a campaign's id
 * @param runName the run's name on the day of submission
 * @param screenKinds the names of the kinds of screen
 * @param from the first day
 * @param until the last day, inclusive
 */
public record ReviewScope(UUID runId, String runName, Set<String> screenKinds, LocalDate from, LocalDate until) {
    /** Keeps the kinds in a fixed order. */
    public ReviewScope {
        screenKinds = Collections.unmodifiableSet(new TreeSet<>(screenKinds));
    }

    String kinds() {
        return String.join(",", screenKinds);
    }

    /** What a signature binds itself to beside the bytes; the run's name may change, it is not part of it. */
    String sha256() {
        String text = String.join("|", runId.toString(), kinds(), from.toString(), until.toString());
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
