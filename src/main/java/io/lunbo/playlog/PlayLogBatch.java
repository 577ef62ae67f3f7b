package io.lunbo.playlog;

import com.fasterxml.jackson.databind.JsonNode;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A batch as its player sent it: the records still unread, and what the player knows of its own clock.
 *
 * <p>{@code clock.offsetMs} is what must be <em>added</em> to the player's clock to get the server's: a player whose clock
 * is 120 ms fast sends −120. {@code clock.now} is what the player's own clock, uncorrected, shows when it sends; it is used
 * only where there is no offset.
 *
 * @param records the members of {@code plays}, in order
 * @param offset to add to every {@code startedAt}
 */
record PlayLogBatch(List<JsonNode> records, Duration offset) {
    static final int MAX_RECORDS = 1_000;

    // A clock that is off by more than this is no clock: 1970 against today must still fit.
    private static final long MAX_OFFSET_MS = Duration.ofDays(365 * 200L).toMillis();
    // Without an offset only clear errors are corrected: smaller ones may be the time on the way.
    private static final Duration ON_THE_WAY = Duration.ofSeconds(60);

    static PlayLogBatch of(JsonNode body, Instant receivedAt, Language language) {
        JsonNode plays = body.path("plays");
        if (!plays.isArray()) {
            throw invalid("plays", language);
        }
        if (plays.size() > MAX_RECORDS) {
            throw Problem.of(ProblemType.BATCH_TOO_LARGE, MAX_RECORDS, PlayLogBody.MAX_BYTES);
        }
        List<JsonNode> records = new ArrayList<>(plays.size());
        plays.forEach(records::add);
        return new PlayLogBatch(records, offset(body.path("clock"), receivedAt, language));
    }

    private static Duration offset(JsonNode clock, Instant receivedAt, Language language) {
        if (clock.isMissingNode() || clock.isNull()) {
            return Duration.ZERO;
        }
        if (!clock.isObject()) {
            throw invalid("clock", language);
        }
        JsonNode offset = clock.path("offsetMs");
        if (offset.isMissingNode() || offset.isNull()) {
            return sinceNow(clock.path("now"), receivedAt, language);
        }
        if (!offset.isIntegralNumber() || !offset.canConvertToLong() || Math.abs(offset.longValue()) > MAX_OFFSET_MS) {
            throw invalid("clock.offsetMs", language);
        }
        return Duration.ofMillis(offset.longValue());
    }

    private static Duration sinceNow(JsonNode now, Instant receivedAt, Language language) {
        if (now.isMissingNode() || now.isNull()) {
            return Duration.ZERO;
        }
        Instant said = PlayReading.instant(now);
        if (said == null) {
            throw invalid("clock.now", language);
        }
        Duration difference = Duration.between(said, receivedAt);
        return difference.abs().compareTo(ON_THE_WAY) > 0 ? difference : Duration.ZERO;
    }

    private static Problem invalid(String field, Language language) {
        return Problem.of(ProblemType.INVALID_INPUT).field(field, language.text("problem_field_unreadable"));
    }
}
