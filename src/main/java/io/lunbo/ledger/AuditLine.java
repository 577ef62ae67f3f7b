package io.lunbo.ledger;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * One entry as it is exported and as its hash covers it: the values as text, in this order.
 *
 * <p>In format 2 the hash is the SHA-256 of all values but the last, as a compact JSON array in UTF-8. Format 1 is what was
 * chained before the trail knew units, roles, origins and states.
 *
 * @param format how the hash is made
 * @param sequence the place in the chain, from 1 on without gaps
 * @param at when, UTC with milliseconds
 * @param actorId who; null for the system itself
 * @param actorName the person's name at that moment
 * @param unitId the person's unit
 * @param unitName its name at that moment
 * @param roles the person's roles at that moment, joined by commas
 * @param origin PAGE, API, PLAYER or JOB
 * @param address the caller's network address
 * @param deed what was done
 * @param subject to what
 * @param before how that was, as JSON
 * @param after how that is now, as JSON
 * @param details the rest, as JSON
 * @param previousHash the hash of the entry before
 * @param hash over all of it
 */
@JsonPropertyOrder({
    "format",
    "sequence",
    "at",
    "actorId",
    "actorName",
    "unitId",
    "unitName",
    "roles",
    "origin",
    "address",
    "deed",
    "subject",
    "before",
    "after",
    "details",
    "previousHash",
    "hash"
})
public record AuditLine(
        @JsonProperty(required = true) int format,
        @JsonProperty(required = true) long sequence,
        String at,
        String actorId,
        String actorName,
        String unitId,
        String unitName,
        String roles,
        String origin,
        String address,
        String deed,
        String subject,
        String before,
        String after,
        String details,
        String previousHash,
        String hash) {
    /** What the first entry is chained to. */
    public static final String GENESIS = "0".repeat(64);
    /** How the hash of a new entry is made. */
    public static final int FORMAT = 2;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** A moment as the trail writes it. */
    public static String time(Instant at) {
        return TIME.format(at);
    }

    /** The same as it was chained after the entry with that hash. */
    public AuditLine chained(String previous) {
        AuditLine line = with(sequence, previous, null);
        return line.with(sequence, previous, line.hashAt(sequence));
    }

    private AuditLine with(long place, String previous, String sum) {
        return new AuditLine(
                format, place, at, actorId, actorName, unitId, unitName, roles, origin, address, deed, subject, before,
                after, details, previous, sum);
    }

    /** Whether the hash is that of these values at this place. */
    @JsonIgnore
    boolean isWhole() {
        return fitsAt(sequence);
    }

    /** Whether these values and their hash were written for that place. */
    boolean fitsAt(long place) {
        return hash != null && hash.equals(hashAt(place));
    }

    private String hashAt(long place) {
        return sha256(format == 1 ? first(place) : second(place));
    }

    private String second(long place) {
        List<Object> values = new ArrayList<>(List.of(format, place));
        values.addAll(Arrays.asList(
                at,
                actorId,
                actorName,
                unitId,
                unitName,
                roles,
                origin,
                address,
                deed,
                subject,
                before,
                after,
                details,
                previousHash));
        return write(values);
    }

    private String first(long place) {
        StringBuilder text = new StringBuilder().append(place).append('|').append(millis());
        for (String field : new String[] {actorId, deed, subject, details, previousHash}) {
            text.append("|\"")
                    .append(JsonStringEncoder.getInstance().quoteAsString(String.valueOf(field)))
                    .append('"');
        }
        return text.toString();
    }

    private long millis() {
        return at == null ? 0 : Instant.parse(at).toEpochMilli();
    }

    /** As one line of an export. */
    String json() {
        return write(this);
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an entry is plain text", e);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
