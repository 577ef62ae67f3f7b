package io.lunbo.screen;

import io.lunbo.access.Unit;
import io.lunbo.daypart.OpeningHours;
import io.lunbo.daypart.WeeklyHours;
import io.lunbo.site.ScreenGroup;
import io.lunbo.site.Site;
import io.lunbo.slogan.SloganLayout;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.UuidGenerator;

/** A public screen (屏): what it is, where its day begins and ends. */
@Entity
@Table(name = "screens")
public class Screen {
    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    private String code;
    private String name;

    @Enumerated(EnumType.STRING)
    private ScreenKind kind;

    @Column(name = "width_px")
    private int widthPx;

    @Column(name = "height_px")
    private int heightPx;

    @Enumerated(EnumType.STRING)
    private ScreenColor color;

    @Enumerated(EnumType.STRING)
    private ScreenFit fit;

    @Embedded
    private SignSettings sign;

    @Column(name = "time_zone")
    private String timeZone;

    private String hours;

    @Column(name = "hours_exceptions")
    private String hoursExceptions = "";

    @ManyToOne
    @JoinColumn(name = "site_id")
    private Site site;

    @ManyToMany(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SUBSELECT)
    @JoinTable(
            name = "screen_group_members",
            joinColumns = @JoinColumn(name = "screen_id"),
            inverseJoinColumns = @JoinColumn(name = "group_id"))
    private Set<ScreenGroup> groups = new HashSet<>();

    @ManyToOne(optional = false)
    @JoinColumn(name = "unit_id")
    private Unit unit;

    private String assumed;
    private boolean active;

    /** By the code of the profile whose rules it goes by: its own, or the one of all that have none. */
    @Formula("coalesce((select own.code from screen_rule_profiles chosen join rule_profiles own"
            + " on own.id = chosen.profile_id where chosen.screen_id = id),"
            + " (select usual.code from rule_profiles usual where usual.standard))")
    private String ruleProfile;

    @Version
    private int version;

    /** For Hibernate. */
    protected Screen() {}

    Screen(String code, Unit unit, ScreenFacts facts) {
        this.code = code;
        become(unit, facts);
    }

    final void become(Unit newUnit, ScreenFacts facts) {
        this.unit = newUnit;
        this.name = facts.name().strip();
        this.kind = facts.kind();
        this.widthPx = facts.widthPx();
        this.heightPx = facts.heightPx();
        this.color = facts.color();
        this.fit = facts.fit();
        this.sign = facts.sign();
        this.timeZone = facts.timeZone();
        this.hours = WeeklyHours.parse(facts.hours()).toString();
        this.assumed = facts.assumed();
        this.active = facts.active();
    }

    /** The screen's id. */
    public UUID id() {
        return id;
    }

    /** A short stable name, e.g. {@code rc-people-square}. */
    public String code() {
        return code;
    }

    /** The name as people say it. */
    public String name() {
        return name;
    }

    /** What it is built for. */
    public ScreenKind kind() {
        return kind;
    }

    /** Width in pixels (dots of a text sign), as the controller has them. */
    public int widthPx() {
        return widthPx;
    }

    /** Height in pixels (dots of a text sign). */
    public int heightPx() {
        return heightPx;
    }

    /** What its width and height make of it. */
    public enum Shape {
        LANDSCAPE,
        PORTRAIT,
        SQUARE
    }

    /** Its shape. */
    public Shape shape() {
        int wider = Integer.compare(widthPx, heightPx);
        return wider == 0 ? Shape.SQUARE : wider > 0 ? Shape.LANDSCAPE : Shape.PORTRAIT;
    }

    /** The code of the rule profile that it goes by; null while it is not stored. */
    public String ruleProfile() {
        return ruleProfile;
    }

    /** The colours of its dots. */
    public ScreenColor color() {
        return color;
    }

    /** How films of another shape are shown on it. */
    public ScreenFit fit() {
        return fit;
    }

    /** How it shows texts. */
    public SignSettings sign() {
        return sign;
    }

    /** The screen as a surface for texts: its plan, its manifest and its preview must all say the same. */
    public SloganLayout.Sign textSurface() {
        boolean wall = kind == ScreenKind.LED_WALL;
        return new SloganLayout.Sign(wall, widthPx, heightPx, wall ? 1 : sign.rows(), sign.pace());
    }

    /** The zone whose days it lives by. */
    public ZoneId timeZone() {
        return ZoneId.of(timeZone);
    }

    /** Opening hours as {@code WeeklyHours} reads them, e.g. {@code 08:00-22:00}. */
    public String hours() {
        return hours;
    }

    /** When it is open on a date, exceptions included: whoever asks for the hours of a day asks this. */
    public OpeningHours openingHours() {
        return OpeningHours.parse(hours, hoursExceptions);
    }

    /** Makes a date an exception. */
    public void except(LocalDate date, OpeningHours.DateHours exception) {
        hoursExceptions = openingHours().with(date, exception).printExceptions();
    }

    /** Lets a date go by its weekday again. */
    public void exceptNoMore(LocalDate date) {
        hoursExceptions = openingHours().without(date).printExceptions();
    }

    /** The unit that runs it (运营单位). */
    public Unit unit() {
        return unit;
    }

    /** Where it stands; null where nobody said. */
    public Site site() {
        return site;
    }

    /** Says where it stands; null: not known. */
    public void standAt(Site newSite) {
        site = newSite;
    }

    /** The groups that it belongs to, by code. */
    public List<ScreenGroup> groups() {
        return groups.stream().sorted(Comparator.comparing(ScreenGroup::code)).toList();
    }

    /** Whether it belongs to the group of that code. */
    public boolean isIn(String groupCode) {
        return groups.stream().anyMatch(group -> group.code().equals(groupCode));
    }

    /** Lets it belong to a group, or no more. */
    public void belong(ScreenGroup group, boolean wanted) {
        groups.removeIf(one -> one.code().equals(group.code()));
        if (wanted) {
            groups.add(group);
        }
    }

    /** What its source did not say and must be confirmed; may be null. */
    public String assumed() {
        return assumed;
    }

    /** Whether it is in use. */
    public boolean active() {
        return active;
    }

    /** Counts its changes: what an editor saw must still be so when it is saved. */
    public int version() {
        return version;
    }
}
