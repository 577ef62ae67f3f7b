package io.lunbo.recall;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.lunbo.catalog.Cataloguing.RightsCut;
import io.lunbo.review.ReviewWithdrawal.ApprovalWithdrawn;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** What one withdrawn approval, or rights that end sooner, took off the screens. */
@Entity
@Table(name = "recalls")
public class Recall {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    /**
     * What a screen's day lacks now.
     *
     * @param screen the screen's code
     * @param screenName its name
     * @param date the day
     * @param version the version of the sheet without the media
     * @param plays how many plays are gone
     * @param missingMs how long the standby picture stands in their place
     */
    public record Gap(String screen, String screenName, LocalDate date, int version, int plays, long missingMs) {
        /** The time in minutes, rounded up. */
        public long minutes() {
            return (missingMs + 59_999) / 60_000;
        }
    }

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Column(name = "review_id")
    private UUID reviewId;

    @Column(name = "media_sha256")
    private String mediaSha256;

    private String title;

    @Column(name = "run_id")
    private UUID runId;

    @Column(name = "media_id")
    private UUID mediaId;

    private String reason;

    @Column(name = "by_name")
    private String byName;

    private Instant at;
    private String gaps;

    @Column(name = "seen_by")
    private UUID seenBy;

    @Column(name = "seen_at")
    private Instant seenAt;

    /** For Hibernate. */
    protected Recall() {}

    Recall(ApprovalWithdrawn event, List<Gap> gaps, Instant at) {
        this.reviewId = event.reviewId();
        this.mediaSha256 = event.mediaSha256();
        this.title = event.title();
        this.runId = event.runId();
        this.reason = event.reason();
        this.byName = event.by().name();
        this.at = at;
        this.gaps = written(gaps);
    }

    Recall(RightsCut event, List<Gap> gaps, Instant at) {
        this.mediaId = event.media().id();
        this.mediaSha256 = event.media().sha256();
        this.title = event.media().title();
        this.reason = event.lastDay().toString();
        this.byName = event.by().name();
        this.at = at;
        this.gaps = written(gaps);
    }

    private static String written(List<Gap> gaps) {
        try {
            return JSON.writeValueAsString(gaps);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("gaps are plain values", e);
        }
    }

    void seen(UUID operatorId, Instant when) {
        this.seenBy = operatorId;
        this.seenAt = when;
    }

    /** The row's id. */
    public UUID id() {
        return id;
    }

    /** Whose approval was withdrawn; null where rights end sooner. */
    public UUID reviewId() {
        return reviewId;
    }

    /** The media whose rights end sooner; null where an approval was withdrawn. */
    public UUID mediaId() {
        return mediaId;
    }

    /** The bytes. */
    public String mediaSha256() {
        return mediaSha256;
    }

    /** What people call them. */
    public String title() {
        return title;
    }

    /** Why; of rights that end sooner, the last day. */
    public String reason() {
        return reason;
    }

    /** Who withdrew it, by the name of that day. */
    public String byName() {
        return byName;
    }

    /** When. */
    public Instant at() {
        return at;
    }

    /** When a scheduler has seen it; null where nobody has. */
    public Instant seenAt() {
        return seenAt;
    }

    /** What lacks now. */
    public List<Gap> gaps() {
        try {
            return JSON.readValue(gaps, new TypeReference<List<Gap>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored gaps cannot be read", e);
        }
    }
}
