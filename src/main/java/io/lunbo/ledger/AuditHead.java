package io.lunbo.ledger;

/**
 * The end of the chain at some moment: whoever wrote it down knows later what must still be there.
 *
 * @param sequence the last entry's place
 * @param hash its hash
 */
public record AuditHead(long sequence, String hash) {
    /** Reads {@code 17:<64 hexadecimal digits>}. */
    public static AuditHead parse(String text) {
        if (!text.matches("\\d{1,18}:[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a head is written as <sequence>:<hash>, not " + text);
        }
        int colon = text.indexOf(':');
        return new AuditHead(Long.parseLong(text.substring(0, colon)), text.substring(colon + 1));
    }

    @Override
    public String toString() {
        return sequence + ":" + hash;
    }
}
