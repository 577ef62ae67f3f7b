package io.lunbo.player;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** The last thing that a player said of itself. */
@Entity
@Table(name = "player_states")
public class PlayerState {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Id
    @Column(name = "player_id")
    private UUID playerId;

    @Column(name = "screen_id")
    private UUID screenId;

    @Column(name = "said_at")
    private Instant saidAt;

    @Column(name = "received_at")
    private Instant receivedAt;

    @Column(name = "manifest_version")
    private long manifestVersion;

    @Column(name = "playing_sha256")
    private String playingSha256;

    @Column(name = "playing_since")
    private Instant playingSince;

    @Column(name = "clock_offset_ms")
    private long clockOffsetMs;

    @Column(name = "free_bytes")
    private Long freeBytes;

    private String software;
    private String faults;
    private String showing;

    @Column(name = "takeover_id")
    private UUID takeoverId;

    @Column(name = "frames_on")
    private LocalDate framesOn;

    @Column(name = "frames_shown")
    private Long framesShown;

    @Column(name = "frames_dropped")
    private Long framesDropped;

    @Column(name = "frames_by_item")
    private String framesByItem;

    /** For Hibernate. */
    protected PlayerState() {}

    /** Which player. */
    public UUID playerId() {
        return playerId;
    }

    /** Which screen it plays for. */
    public UUID screenId() {
        return screenId;
    }

    /** When it said so, by its own clock. */
    public Instant saidAt() {
        return saidAt;
    }

    /** When that came in. */
    public Instant receivedAt() {
        return receivedAt;
    }

    /** Which manifest it follows. */
    public long manifestVersion() {
        return manifestVersion;
    }

    /** The hash of what it shows; null where nothing plays. */
    public String playingSha256() {
        return playingSha256;
    }

    /** Since when it shows that; null where nothing plays. */
    public Instant playingSince() {
        return playingSince;
    }

    /** What its clock is wrong by. */
    public long clockOffsetMs() {
        return clockOffsetMs;
    }

    /** How much room it has left; null where it cannot tell. */
    public Long freeBytes() {
        return freeBytes;
    }

    /** The same in megabytes. */
    public long freeMegabytes() {
        return freeBytes == null ? 0 : freeBytes / 1_000_000;
    }

    /** What it runs; may be null. */
    public String software() {
        return software;
    }

    /** What is wrong with it, as a JSON array of {@code {code, detail, since}}. */
    public String faults() {
        return faults;
    }

    /** Whether it plays, shows the standby picture or is dark: {@code PLAY}, {@code STANDBY}, {@code DARK}; null where it does not say. */
    public String showing() {
        return showing;
    }

    /** The takeover that it shows; null where it shows none. */
    public UUID takeoverId() {
        return takeoverId;
    }

    /** The frames of its films on the day that it counts; null where it does not count them. */
    public FrameCount frames() {
        return framesOn == null ? null : new FrameCount(framesOn, framesShown, framesDropped, itemsOf(framesByItem));
    }

    private static List<FrameCount.Item> itemsOf(String json) {
        try {
            return json == null ? List.of() : JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a player's frames were stored as no JSON", e);
        }
    }

    /** Whether it says that something is wrong. */
    public boolean hasFaults() {
        return !"[]".equals(faults);
    }

    /** Whether nothing was heard for so long. */
    public boolean silent(Instant now, Duration limit) {
        return Duration.between(receivedAt, now).compareTo(limit) > 0;
    }
}
