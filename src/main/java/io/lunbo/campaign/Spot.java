package io.lunbo.campaign;

import io.lunbo.media.Media;
import io.lunbo.media.MediaKind;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenKind;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.UuidGenerator;

/** One media booked in a campaign: how often, where, and what it is kept apart from. */
@Entity
@Table(name = "spots")
public class Spot {
    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @ManyToOne(optional = false)
    @JoinColumn(name = "campaign_id")
    private Campaign campaign;

    @ManyToOne(optional = false)
    @JoinColumn(name = "media_id")
    private Media media;

    private Integer weight;

    @Column(name = "per_day")
    private Integer perDay;

    @Column(name = "separation_group")
    private String separationGroup;

    @Column(name = "still_ms")
    private Long stillMs;

    @Column(name = "created_at")
    private Instant createdAt;

    @Version
    private int version;

    @ManyToMany(fetch = FetchType.EAGER)
    @BatchSize(size = 100)
    @JoinTable(
            name = "spot_screens",
            joinColumns = @JoinColumn(name = "spot_id"),
            inverseJoinColumns = @JoinColumn(name = "screen_id"))
    private Set<Screen> screens = new HashSet<>();

    @ElementCollection(fetch = FetchType.EAGER)
    @BatchSize(size = 100)
    @CollectionTable(name = "spot_times", joinColumns = @JoinColumn(name = "spot_id"))
    @Column(name = "at")
    private Set<Instant> fixedTimes = new HashSet<>();

    /** For Hibernate. */
    protected Spot() {}

    Spot(Campaign campaign, Media media, Instant createdAt) {
        this.campaign = campaign;
        this.media = media;
        this.createdAt = createdAt;
    }

    void become(SpotFacts facts, Collection<Screen> someScreens) {
        this.weight = facts.weight();
        this.perDay = facts.perDay();
        this.separationGroup = facts.group();
        this.stillMs = facts.stillMs();
        screens.retainAll(someScreens);
        screens.addAll(someScreens);
        fixedTimes.retainAll(facts.fixedAt());
        fixedTimes.addAll(facts.fixedAt());
    }

    /** The spot's id. */
    public UUID id() {
        return id;
    }

    /** The campaign that it belongs to. */
    public Campaign campaign() {
        return campaign;
    }

    /** What is shown. */
    public Media media() {
        return media;
    }

    /** Its part of the loop beside the others; null where it is booked another way. */
    public Integer weight() {
        return weight;
    }

    /** Plays a day on each screen; null where it is booked another way. */
    public Integer perDay() {
        return perDay;
    }

    /** When it starts; empty where it is booked another way. */
    public Set<Instant> fixedTimes() {
        return Collections.unmodifiableSet(new TreeSet<>(fixedTimes));
    }

    /** Spots of one group are kept apart; null: none. */
    public String separationGroup() {
        return separationGroup;
    }

    /** How long a picture stands; null where nobody said it. */
    public Long stillMs() {
        return stillMs;
    }

    /** How often, in words for the audit trail. */
    String demand() {
        return weight != null ? "weight " + weight : perDay != null ? perDay + " per day" : "at " + fixedTimes();
    }

    /** Counts its changes. */
    public int version() {
        return version;
    }

    /** The screens that were named; empty: every screen of the campaign that can show it. */
    public Set<Screen> namedScreens() {
        return Collections.unmodifiableSet(screens);
    }

    /** The screens that it is really booked on, by code. */
    public List<Screen> screens() {
        return campaign.screens().stream().filter(this::isFor).toList();
    }

    /** Whether it is booked on that screen: a target of the campaign, named or none named, and able to show it. */
    public boolean isFor(Screen screen) {
        boolean named =
                screens.isEmpty() || screens.stream().anyMatch(one -> one.id().equals(screen.id()));
        return named && campaign.isFor(screen) && canShow(screen.kind(), media.kind());
    }

    /** Whether screens of that kind can show media of that kind: text signs show slogans only. */
    public static boolean canShow(ScreenKind screen, MediaKind media) {
        return screen == ScreenKind.LED_WALL || media == MediaKind.SLOGAN;
    }
}
