package io.lunbo.playlog;

import com.fasterxml.jackson.databind.JsonNode;
import io.lunbo.playlog.PlayRecord.Origin;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Reads the records of one batch, each on its own.
 *
 * <p>Everything that the table would cut or bend is refused here: {@code INSERT IGNORE} would do it without a word.
 */
final class PlayReading {
    static final Duration MAX_AGE = Duration.ofDays(400);
    static final Duration MAX_AHEAD = Duration.ofMinutes(5);
    static final Duration MAX_DURATION = Duration.ofHours(24);

    // Of a version and the variant of RFC 9562: MariaDB takes some others for none, and IGNORE would write zeros for
    // them.
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final Duration offset;
    private final Instant receivedAt;
    private final Instant oldest;

    /** A record that cannot be kept as a play, and the stable word for why. */
    static final class Rejected extends Exception {
        private static final long serialVersionUID = 1L;

        Rejected(String reason) {
            super(reason, null, false, false); // an answer, not a fault: no stack trace
        }

        String reason() {
            return getMessage();
        }
    }

    /** @param oldest what began before it is too old, whenever it is received */
    PlayReading(Duration offset, Instant receivedAt, Instant oldest) {
        this.offset = offset;
        this.receivedAt = receivedAt;
        this.oldest = oldest;
    }

    PlayRecord read(int position, JsonNode record) throws Rejected {
        if (!record.isObject()) {
            throw new Rejected("record-invalid");
        }
        UUID id = uuid(record.path("id"), "id-invalid");
        if (id == null) {
            throw new Rejected("id-missing");
        }
        String media = sha256(record.path("media"), "media-invalid");
        if (media == null) {
            throw new Rejected("media-missing");
        }
        Instant saidAt = instant(record.path("startedAt"));
        if (saidAt == null) {
            throw new Rejected("started-at-invalid");
        }
        return new PlayRecord(
                position,
                id,
                media,
                saidAt,
                corrected(saidAt),
                duration(record.path("durationMs")),
                outcome(record.path("outcome")),
                new Origin(
                        uuid(record.path("spot"), "spot-invalid"),
                        sha256(record.path("sheet"), "sheet-invalid"),
                        uuid(record.path("takeover"), "takeover-invalid")),
                record);
    }

    private Instant corrected(Instant saidAt) throws Rejected {
        Instant startedAt = saidAt.plus(offset);
        if (startedAt.isAfter(receivedAt.plus(MAX_AHEAD))) {
            throw new Rejected("started-at-in-future");
        }
        if (startedAt.isBefore(oldest) || startedAt.isBefore(receivedAt.minus(MAX_AGE))) {
            throw new Rejected("started-at-too-old");
        }
        return startedAt;
    }

    private static int duration(JsonNode value) throws Rejected {
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < 0
                || value.longValue() > MAX_DURATION.toMillis()) {
            throw new Rejected("duration-invalid");
        }
        return value.intValue();
    }

    private static PlayOutcome outcome(JsonNode value) throws Rejected {
        for (PlayOutcome outcome : PlayOutcome.values()) {
            if (outcome.name().equals(value.textValue())) {
                return outcome;
            }
        }
        throw new Rejected("outcome-unknown");
    }

    private static UUID uuid(JsonNode value, String reason) throws Rejected {
        if (absent(value)) {
            return null;
        }
        if (!value.isTextual() || !UUID_TEXT.matcher(value.textValue()).matches()) {
            throw new Rejected(reason);
        }
        return UUID.fromString(value.textValue());
    }

    private static String sha256(JsonNode value, String reason) throws Rejected {
        if (absent(value)) {
            return null;
        }
        if (!value.isTextual() || !SHA256.matcher(value.textValue()).matches()) {
            throw new Rejected(reason);
        }
        return value.textValue();
    }

    private static boolean absent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    /** An RFC 3339 instant cut to the millisecond, or null where it is none or no column could hold it. */
    static Instant instant(JsonNode value) {
        if (!value.isTextual() || value.textValue().length() > 40) {
            return null;
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(value.textValue());
            boolean kept = time.getYear() >= 1900 && time.getYear() <= 9998;
            return kept ? time.toInstant().truncatedTo(ChronoUnit.MILLIS) : null;
        } catch (DateTimeParseException e) {
            return null; // the caller says which field it was
        }
    }
}
