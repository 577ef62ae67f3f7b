package io.lunbo.chain;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * One question that a reviewer must have answered.
 *
 * @param code its stable name
 * @param text the question in the unit's own words; null for the ones that come with Lunbo
 */
public record CheckItem(String code, String text) {
    /** Rights and licence of the material. */
    public static final String RIGHTS = "RIGHTS";
    /** Consent of those whose faces are seen. */
    public static final String FACES = "FACES";
    /** Maps carry an approval number: a yes must name it. */
    public static final String MAP = "MAP";
    /** Anthem and flag are used as the law allows. */
    public static final String ANTHEM_FLAG = "ANTHEM_FLAG";
    /** The text is correct. */
    public static final String TEXT = "TEXT";

    /** The questions that come with Lunbo, in the order of the form. */
    public static final List<String> KNOWN = List.of(TEXT, RIGHTS, FACES, MAP, ANTHEM_FLAG);

    /** One that comes with Lunbo. */
    public static CheckItem known(String code) {
        return new CheckItem(code, null);
    }

    /** A unit's own question. */
    public static CheckItem own(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new CheckItem("OWN-" + HexFormat.of().formatHex(digest, 0, 6), text);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The message key of the question; null for a unit's own. */
    @JsonIgnore
    public String key() {
        return text != null ? null : "chain_check_" + code.toLowerCase(Locale.ROOT);
    }

    /** Whether a yes must say more: the number under which the map was approved. */
    @JsonIgnore
    public boolean asksForNote() {
        return code.equals(MAP);
    }
}
