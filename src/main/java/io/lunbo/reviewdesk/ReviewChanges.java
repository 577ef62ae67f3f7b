package io.lunbo.reviewdesk;

import io.lunbo.media.Media;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What is different since a review came back: of a text its characters, of a file the facts that are known of it.
 *
 * @param text the pieces of the text, old and new; empty where it is no text
 * @param facts the facts that differ
 */
public record ReviewChanges(List<Piece> text, List<Fact> facts) {
    /** What became of a piece. */
    public enum Fate {
        /** It stands in both. */
        KEPT,
        /** It is gone. */
        REMOVED,
        /** It is new. */
        ADDED
    }

    /** A piece of the text. */
    public record Piece(Fate fate, String text) {}

    /**
     * A fact that differs.
     *
     * @param key its message key
     */
    public record Fact(String key, String before, String after) {}

    static ReviewChanges between(Media before, Media after) {
        return before.text() != null && after.text() != null
                ? new ReviewChanges(pieces(before.text(), after.text()), List.of())
                : new ReviewChanges(List.of(), facts(before, after));
    }

    private static List<Fact> facts(Media before, Media after) {
        List<Fact> facts = new ArrayList<>();
        add(facts, "reviewdesk_title", before.title(), after.title());
        add(facts, "review_length", seconds(before), seconds(after));
        add(facts, "review_pixels", pixels(before), pixels(after));
        add(facts, "review_codecs", codecs(before), codecs(after));
        add(facts, "reviewdesk_frame_rate", before.frameRate(), after.frameRate());
        add(facts, "reviewdesk_bytes", before.bytes(), after.bytes());
        add(facts, "reviewdesk_sha256", before.sha256(), after.sha256());
        return facts;
    }

    private static void add(List<Fact> facts, String key, Object before, Object after) {
        if (!Objects.equals(before, after)) {
            facts.add(new Fact(key, before == null ? "–" : before.toString(), after == null ? "–" : after.toString()));
        }
    }

    private static String seconds(Media media) {
        return media.durationMs() == null ? null : "%.3f s".formatted(media.durationMs() / 1000.0);
    }

    private static String pixels(Media media) {
        return media.widthPx() == null ? null : media.widthPx() + " × " + media.heightPx();
    }

    private static String codecs(Media media) {
        return media.videoCodec() == null ? null : media.videoCodec() + " / " + media.audioCodec();
    }

    /** By the longest common subsequence of the characters; a slogan is short. */
    static List<Piece> pieces(String before, String after) {
        int[] old = before.codePoints().toArray();
        int[] now = after.codePoints().toArray();
        int[][] common = new int[old.length + 1][now.length + 1];
        for (int i = old.length - 1; i >= 0; i--) {
            for (int j = now.length - 1; j >= 0; j--) {
                common[i][j] =
                        old[i] == now[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<Piece> pieces = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < old.length || j < now.length) {
            if (i < old.length && j < now.length && old[i] == now[j]) {
                append(pieces, Fate.KEPT, old[i++]);
                j++;
            } else if (j == now.length || i < old.length && common[i + 1][j] >= common[i][j + 1]) {
                append(pieces, Fate.REMOVED, old[i++]);
            } else {
                append(pieces, Fate.ADDED, now[j++]);
            }
        }
        return pieces;
    }

    private static void append(List<Piece> pieces, Fate fate, int character) {
        Piece last = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
        if (last != null && last.fate() == fate) {
            pieces.set(pieces.size() - 1, new Piece(fate, last.text() + Character.toString(character)));
        } else {
            pieces.add(new Piece(fate, Character.toString(character)));
        }
    }
}
