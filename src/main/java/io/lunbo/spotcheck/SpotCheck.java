package io.lunbo.spotcheck;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** A round (一轮巡屏). What was ordered never changes. */
@Entity
@Table(name = "spot_checks")
public class SpotCheck {
    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    private String title;

    @Column(name = "from_date")
    private LocalDate fromDate;

    @Column(name = "until_date")
    private LocalDate untilDate;

    @Column(name = "time_zone")
    private String timeZone;

    @Column(name = "until_at")
    private Instant untilAt;

    private int wanted;

    @Column(name = "group_code")
    private String groupCode;

    @Column(name = "unit_code")
    private String unitCode;

    private String seed;
    private String candidates;

    @Column(name = "ordered_by")
    private UUID orderedBy;

    @Column(name = "ordered_by_name")
    private String orderedByName;

    @Column(name = "ordered_at")
    private Instant orderedAt;

    /** For Hibernate. */
    protected SpotCheck() {}

    SpotCheck(String title, LocalDate from, LocalDate until, ZoneId zone) {
        this.title = title;
        this.fromDate = from;
        this.untilDate = until;
        this.timeZone = zone.getId();
        this.untilAt = until.plusDays(1).atStartOfDay(zone).toInstant();
    }

    SpotCheck drawn(String itsSeed, List<String> from, int howMany, String ofGroup, String ofUnit) {
        this.seed = itsSeed;
        this.candidates = String.join("\n", from);
        this.wanted = howMany;
        this.groupCode = ofGroup;
        this.unitCode = ofUnit;
        return this;
    }

    SpotCheck orderedBy(UUID operatorId, String name, Instant at) {
        this.orderedBy = operatorId;
        this.orderedByName = name;
        this.orderedAt = at;
        return this;
    }

    /** The id. */
    public UUID id() {
        return id;
    }

    /** What people call it. */
    public String title() {
        return title;
    }

    /** The first day. */
    public LocalDate fromDate() {
        return fromDate;
    }

    /** The last day, inclusive. */
    public LocalDate untilDate() {
        return untilDate;
    }

    /** In which its days are counted. */
    public ZoneId timeZone() {
        return ZoneId.of(timeZone);
    }

    /** The first instant of its first day. */
    public Instant fromAt() {
        return fromDate.atStartOfDay(timeZone()).toInstant();
    }

    /** The first instant after its last day. */
    public Instant untilAt() {
        return untilAt;
    }

    /** How many screens were asked for. */
    public int wanted() {
        return wanted;
    }

    /** From which group it was drawn; null: from all. */
    public String groupCode() {
        return groupCode;
    }

    /** From whose screens it was drawn; null: from all. */
    public String unitCode() {
        return unitCode;
    }

    /** What it was drawn by. */
    public String seed() {
        return seed;
    }

    /** The codes that it was drawn from. */
    public List<String> candidates() {
        return candidates.lines().toList();
    }

    /** The name of who ordered it. */
    public String orderedByName() {
        return orderedByName;
    }

    /** When it was ordered. */
    public Instant orderedAt() {
        return orderedAt;
    }
}
