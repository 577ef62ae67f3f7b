package io.lunbo.playlog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lunbo.web.WireTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Makes play records as players send them, one after the other, from a seed. */
public final class Plays {
    private static final String[] OUTCOMES = {"COMPLETED", "COMPLETED", "COMPLETED", "PARTIAL", "FAILED"};

    private final Random random;
    private final List<String> media = new ArrayList<>();
    private Instant at;

    /** Plays that end some hours before {@code now}. */
    public Plays(Random random, Instant now) {
        this.random = random;
        this.at = now.minusSeconds(3600 * 30);
        for (int i = 0; i < 5; i++) {
            StringBuilder hash = new StringBuilder();
            random.ints(64, 0, 16).forEach(digit -> hash.append(Character.forDigit(digit, 16)));
            media.add(hash.toString());
        }
    }

    /** The next play. */
    public ObjectNode next() {
        int duration = 1000 * (5 + random.nextInt(60));
        ObjectNode play = JsonNodeFactory.instance
                .objectNode()
                .put("id", uuid(at).toString())
                .put("media", media.get(random.nextInt(media.size())))
                .put("spot", uuid(at).toString())
                .put("sheet", media.get(0))
                .put("startedAt", WireTime.format(at))
                .put("durationMs", duration)
                .put("outcome", OUTCOMES[random.nextInt(OUTCOMES.length)])
                .putNull("takeover");
        at = at.plusMillis(duration);
        return play;
    }

    /** Some plays. */
    public List<JsonNode> list(int count) {
        List<JsonNode> plays = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            plays.add(next());
        }
        return plays;
    }

    /** The same play with one thing changed: a conflict, a twin, or a play of its own. */
    ObjectNode bent(ObjectNode play) {
        ObjectNode bent = play.deepCopy();
        return switch (random.nextInt(4)) {
            case 0 -> bent.put("durationMs", 1);
            case 1 -> bent.put("id", uuid(at).toString());
            case 2 -> bent.put("media", media.get(random.nextInt(media.size())));
            default -> bent.put("outcome", OUTCOMES[random.nextInt(OUTCOMES.length)]);
        };
    }

    private UUID uuid(Instant time) {
        long most = (time.toEpochMilli() << 16) | 0x7000L | random.nextInt(0x1000);
        return new UUID(most, random.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L);
    }
}
