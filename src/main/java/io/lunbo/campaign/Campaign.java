package io.lunbo.campaign;

import io.lunbo.access.Unit;
import io.lunbo.flight.PublicDays;
import io.lunbo.screen.Screen;
import io.lunbo.terms.CampaignTerms;
import io.lunbo.terms.Target;
import io.lunbo.terms.TermsColumn;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** A campaign (活动): from when until when, on which screens, by whose order. */
@Entity
@Table(name = "campaigns")
public class Campaign {
    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    private String code;
    private String name;
    private String theme;
    private String basis;

    // "from" and "until" are words of the query language
    @Column(name = "from_date")
    private LocalDate fromDate;

    @Column(name = "until_date")
    private LocalDate untilDate;

    @Column(name = "report_due")
    private LocalDate reportDue;

    @ManyToOne(optional = false)
    @JoinColumn(name = "unit_id")
    private Unit unit;

    @Column(name = "created_at")
    private Instant createdAt;

    @Convert(converter = TermsColumn.OfCampaign.class)
    private CampaignTerms terms = CampaignTerms.NONE;

    @Version
    private int version;

    @ManyToMany
    @JoinTable(
            name = "campaign_screens",
            joinColumns = @JoinColumn(name = "campaign_id"),
            inverseJoinColumns = @JoinColumn(name = "screen_id"))
    private Set<Screen> screens = new HashSet<>();

    /** For Hibernate. */
    protected Campaign() {}

    Campaign(String code, Unit unit, Instant createdAt) {
        this.code = code;
        this.unit = unit;
        this.createdAt = createdAt;
    }

    void become(CampaignFacts facts, Collection<Screen> newScreens) {
        this.name = facts.name().strip();
        this.theme = facts.theme();
        this.basis = facts.basis();
        this.fromDate = facts.from();
        this.untilDate = facts.until();
        this.terms = facts.terms();
        this.reportDue = facts.reportDue();
        screens.retainAll(newScreens);
        screens.addAll(newScreens);
    }

    /** The campaign's id, which reviews know as their run. */
    public UUID id() {
        return id;
    }

    /** A short stable name, e.g. {@code rc-ip-week-2023}. */
    public String code() {
        return code;
    }

    /** The name as people say it. */
    public String name() {
        return name;
    }

    /** Its theme; may be null. */
    public String theme() {
        return theme;
    }

    /** The document that orders it; may be null. */
    public String basis() {
        return basis;
    }

    /** The first day. */
    public LocalDate from() {
        return fromDate;
    }

    /** The last day, inclusive. */
    public LocalDate until() {
        return untilDate;
    }

    /** When the report is due, as its document says it, right or wrong; may be null. */
    public LocalDate reportDue() {
        return reportDue;
    }

    /** Whether the report is due before the campaign is over: it is shown, never corrected. */
    public boolean reportDueTooEarly() {
        return reportDue != null && reportDue.isBefore(untilDate);
    }

    /** The unit that created it. */
    public Unit unit() {
        return unit;
    }

    /** Counts its changes: what an editor saw must still be so when it is saved. */
    public int version() {
        return version;
    }

    /** What else is agreed of it. */
    public CampaignTerms terms() {
        return terms;
    }

    /** Whether it is only there to be copied: it is never planned. */
    public boolean template() {
        return terms.template();
    }

    /** The screens that are named in it, by code; {@link Targeting} knows those that are meant without a name. */
    public List<Screen> screens() {
        return screens.stream().sorted(Comparator.comparing(Screen::code)).toList();
    }

    /** Whether that screen is one of its targets: named, or meant. */
    public boolean isFor(Screen screen) {
        return screens.stream().anyMatch(own -> own.id().equals(screen.id()))
                || terms.targets().stream().anyMatch(target -> isMeant(target, screen));
    }

    static boolean isMeant(Target target, Screen screen) {
        return switch (target.type()) {
            case KIND -> screen.kind().name().equals(target.value());
            case UNIT -> screen.unit().code().equals(target.value());
            case GROUP -> screen.isIn(target.value());
            case SITE -> screen.site() != null && screen.site().code().equals(target.value());
            case SHAPE -> screen.shape().name().equals(target.value());
            case PROFILE -> target.value().equals(screen.ruleProfile());
        };
    }

    /** Whether it runs on that day: between its ends, in a flight, on a weekday and by the rule that was agreed. */
    public boolean runsOn(LocalDate date, PublicDays publicDays) {
        return !template()
                && !date.isBefore(fromDate)
                && !date.isAfter(untilDate)
                && terms.dates().has(date, publicDays);
    }
}
