package io.lunbo.subscription;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** A report that comes by itself, again and again. */
@Entity
@Table(name = "report_subscriptions")
public class Subscription {
    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    private String campaign;

    private String screen;

    @Enumerated(EnumType.STRING)
    private Rhythm rhythm;

    private String recipients;

    @Column(name = "next_on")
    private LocalDate nextOn;

    @Column(name = "made_by")
    private UUID madeBy;

    @Column(name = "made_by_name")
    private String madeByName;

    @Column(name = "made_at")
    private Instant madeAt;

    @Column(name = "ended_at")
    private Instant endedAt;

    @Column(name = "ended_by_name")
    private String endedByName;

    @Column(name = "last_report")
    private UUID lastReport;

    @Column(name = "to_be_mailed")
    private UUID toBeMailed;

    @Column(name = "failed_at")
    private Instant failedAt;

    private String failure;

    @Version
    private int version;

    /** For Hibernate. */
    protected Subscription() {}

    Subscription(String campaign, String screen, Rhythm rhythm, List<String> recipients, LocalDate nextOn) {
        this.campaign = campaign;
        this.screen = screen;
        this.rhythm = rhythm;
        this.recipients = String.join("\n", recipients);
        this.nextOn = nextOn;
    }

    Subscription madeBy(UUID operatorId, String name, Instant at) {
        this.madeBy = operatorId;
        this.madeByName = name;
        this.madeAt = at;
        return this;
    }

    void end(String by, Instant at) {
        this.endedByName = by;
        this.endedAt = at;
        this.nextOn = null;
    }

    /** A report was issued and waits to be mailed; {@code next} is null where it was the last. */
    void issued(UUID report, LocalDate next) {
        this.lastReport = report;
        this.toBeMailed = report;
        this.nextOn = next;
        this.failure = null;
        this.failedAt = null;
    }

    /** Nothing was due that day after all. */
    void skipped(LocalDate next) {
        this.nextOn = next;
    }

    void mailed() {
        this.toBeMailed = null;
        this.failure = null;
        this.failedAt = null;
    }

    void failed(String why, Instant at) {
        this.failure = why.length() > 300 ? why.substring(0, 300) : why;
        this.failedAt = at;
    }

    public UUID id() {
        return id;
    }

    /** The campaign's code; null: whatever the screen played. */
    public String campaign() {
        return campaign;
    }

    /** The screen's code; null: all screens of the campaign. */
    public String screen() {
        return screen;
    }

    public Rhythm rhythm() {
        return rhythm;
    }

    /** Mail addresses. */
    public List<String> recipients() {
        return List.of(recipients.split("\n"));
    }

    /** When the next one is due; null: never again. */
    public LocalDate nextOn() {
        return nextOn;
    }

    UUID madeBy() {
        return madeBy;
    }

    public String madeByName() {
        return madeByName;
    }

    public Instant madeAt() {
        return madeAt;
    }

    /** When somebody ended it; null where nobody did. */
    public Instant endedAt() {
        return endedAt;
    }

    public String endedByName() {
        return endedByName;
    }

    /** The newest report; null before the first. */
    public UUID lastReport() {
        return lastReport;
    }

    UUID toBeMailed() {
        return toBeMailed;
    }

    /** Since when something fails; null where nothing does. */
    public Instant failedAt() {
        return failedAt;
    }

    /** What fails. */
    public String failure() {
        return failure;
    }
}
