package io.lunbo.ledger;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Follows a chain entry by entry and says where it breaks first, and how; remembers three entries, however long it is.
 *
 * <p>What it says of the kind is the simplest that explains what is seen: whoever may write everything can make one kind of
 * damage look like another, but not like none as long as a later head is kept elsewhere.
 */
public final class ChainCheck {
    private final Iterator<AuditLine> lines;
    private final AuditHead head;
    private final Map<Long, String> kept = new TreeMap<>();
    private final ArrayDeque<AuditLine> ahead = new ArrayDeque<>();
    private long first;
    private long sequence;
    private String hash = AuditLine.GENESIS;

    /** The ways in which a chain breaks. */
    public enum Break {
        /** The entry is not as it was written. */
        CHANGED,
        /** The entry is missing; others follow. */
        REMOVED,
        /** The entry was never written by Lunbo. */
        INSERTED,
        /** Another entry stands in this entry's place. */
        REORDERED,
        /** The entry and all that followed are missing. */
        CUT_OFF,
        /** The entry, or one before it, was written anew with everything after it. */
        REWRITTEN
    }

    /**
     * What was found.
     *
     * @param first the first entry that was looked at
     * @param last the last one that holds
     * @param hash its hash
     * @param broken how it breaks; null where it does not
     * @param brokenAt at which entry; null where it does not
     */
    public record Finding(long first, long last, String hash, Break broken, Long brokenAt) {
        /** Whether nothing is wrong. */
        public boolean intact() {
            return broken == null;
        }
    }

    /**
     * A chain to be followed.
     *
     * @param lines in the order of their sequence
     * @param head where it ends as the same source says; null where that is not known
     * @param kept where it ended at some moments, as others say
     */
    ChainCheck(Iterator<AuditLine> lines, AuditHead head, List<AuditHead> kept) {
        this.lines = lines;
        this.head = head;
        kept.forEach(one -> this.kept.put(one.sequence(), one.hash()));
        this.first = 1;
    }

    /** Follows it from the very first entry on. */
    Finding whole() {
        return follow();
    }

    /** Follows a part that begins anywhere: what its first entry says of the one before is believed. */
    Finding part() {
        AuditLine begin = peek(0);
        if (begin != null) {
            first = begin.sequence();
            sequence = begin.sequence() - 1;
            hash = begin.previousHash();
        }
        return follow();
    }

    private Finding follow() {
        for (AuditLine line = peek(0); line != null; line = peek(0)) {
            if (line.sequence() != sequence + 1 || !line.isWhole() || !Objects.equals(line.previousHash(), hash)) {
                return broken(line);
            }
            if (beyondHead(line)) {
                return found(Break.INSERTED, line.sequence());
            }
            ahead.poll();
            sequence = line.sequence();
            hash = line.hash();
            if (!kept.getOrDefault(sequence, hash).equals(hash)) {
                return found(Break.REWRITTEN, sequence);
            }
        }
        long known = Math.max(head == null ? 0 : head.sequence(), lastKept());
        if (known > sequence) {
            return found(Break.CUT_OFF, sequence + 1);
        }
        return head != null && !head.hash().equals(hash) ? found(Break.CHANGED, sequence) : found(null, null);
    }

    private Finding broken(AuditLine line) {
        long expected = sequence + 1;
        if (line.sequence() < expected) {
            return found(Break.INSERTED, line.sequence());
        }
        if (line.sequence() > expected) {
            return found(restHolds(expected) ? Break.REORDERED : Break.REMOVED, expected);
        }
        return line.isWhole() ? broughtIn(line) : misplaced(line);
    }

    /** It is as it was written, but was not written after the entry that stands before it. */
    private Finding broughtIn(AuditLine line) {
        AuditLine next = peek(1);
        boolean nextBelongsHere = next != null && next.fitsAt(line.sequence());
        if (nextBelongsHere || beyondHead(line)) {
            return found(Break.INSERTED, line.sequence());
        }
        boolean known = next == null
                ? head != null && line.hash().equals(head.hash())
                : line.hash().equals(next.previousHash());
        return found(Break.CHANGED, known ? Math.max(first, sequence) : line.sequence());
    }

    /** It is not as it was written for this place: it was written for another, or is not as it was written at all. */
    private Finding misplaced(AuditLine line) {
        long here = line.sequence();
        AuditLine next = peek(1);
        long place = placeOf(line);
        if (place > 0 && place < here) {
            return found(Break.INSERTED, place);
        }
        if (place > here) {
            boolean allShifted = next == null || next.fitsAt(place + 1);
            return found(allShifted ? Break.REMOVED : Break.REORDERED, here);
        }
        boolean nextBelongsHere = next != null && next.fitsAt(here);
        return found(nextBelongsHere || beyondHead(line) ? Break.INSERTED : Break.CHANGED, here);
    }

    private long placeOf(AuditLine line) {
        long last = Math.max(line.sequence() + 1, Math.max(head == null ? 0 : head.sequence(), lastKept()));
        for (long place = 1; place <= last; place++) {
            if (line.fitsAt(place)) {
                return place;
            }
        }
        return 0;
    }

    private boolean restHolds(long place) {
        for (AuditLine line = peek(0); line != null; line = peek(0)) {
            if (line.sequence() == place) {
                return true;
            }
            ahead.poll();
        }
        return false;
    }

    private boolean beyondHead(AuditLine line) {
        return head != null && line.sequence() > head.sequence();
    }

    private long lastKept() {
        return kept.keySet().stream().reduce(0L, Math::max);
    }

    private AuditLine peek(int offset) {
        while (ahead.size() <= offset && lines.hasNext()) {
            ahead.add(lines.next());
        }
        return ahead.stream().skip(offset).findFirst().orElse(null);
    }

    private Finding found(Break how, Long where) {
        return new Finding(first, sequence, hash, how, where);
    }
}
