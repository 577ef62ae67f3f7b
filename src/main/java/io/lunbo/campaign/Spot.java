package io.lunbo.campaign;

import io.lunbo.daypart.LocalDayTimeline;
import io.lunbo.daypart.LocalDayTimeline.Stretch;
import io.lunbo.flight.PublicDays;
import io.lunbo.media.Media;
import io.lunbo.media.MediaKind;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenKind;
import io.lunbo.terms.Alternative;
import io.lunbo.terms.SpotTerms;
import io.lunbo.terms.Target;
import io.lunbo.terms.TermsColumn;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    @Convert(converter = TermsColumn.OfSpot.class)
    private SpotTerms terms = SpotTerms.NONE;

    @ElementCollection(fetch = FetchType.EAGER)
    @BatchSize(size = 100)
    @CollectionTable(name = "spot_alternatives", joinColumns = @JoinColumn(name = "spot_id"))
    @OrderColumn(name = "position")
    private List<StoredAlternative> alternatives = new ArrayList<>();

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

    /** One alternative as it is stored. */
    @Embeddable
    static class StoredAlternative {
        @Convert(converter = TermsColumn.OfTarget.class)
        @Column(name = "target")
        Target where;

        @ManyToOne(optional = false)
        @JoinColumn(name = "media_id")
        Media media;

        static StoredAlternative of(Target where, Media media) {
            StoredAlternative made = new StoredAlternative();
            made.where = where;
            made.media = media;
            return made;
        }
    }

    /** For Hibernate. */
    protected Spot() {}

    Spot(Campaign campaign, Media media, Instant createdAt) {
        this.campaign = campaign;
        this.media = media;
        this.createdAt = createdAt;
    }

    /**
     * @param others the media of the facts' alternatives, in their order
     */
    void become(SpotFacts facts, Collection<Screen> someScreens, List<Media> others) {
        this.weight = facts.weight();
        this.perDay = facts.perDay();
        this.separationGroup = facts.group();
        this.stillMs = facts.stillMs();
        this.terms = facts.terms();
        screens.retainAll(someScreens);
        screens.addAll(someScreens);
        if (!alternatives().equals(facts.alternatives())) { // the same are no change, and no other version
            alternatives.clear();
            for (int i = 0; i < others.size(); i++) {
                alternatives.add(
                        StoredAlternative.of(facts.alternatives().get(i).where(), others.get(i)));
            }
        }
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

    /** What is shown where no alternative is. */
    public Media media() {
        return media;
    }

    /** What is shown in place of the media on some screens: the first that means a screen, and that it can show. */
    public List<Alternative> alternatives() {
        return alternatives.stream()
                .map(one -> new Alternative(one.where, one.media.id()))
                .toList();
    }

    /** All that it may show: its media first, each once. */
    public List<Media> allMedia() {
        return Stream.concat(Stream.of(media), alternatives.stream().map(one -> one.media))
                .distinct()
                .toList();
    }

    /** What it shows on that screen: the first alternative that means it and that it can show, else its media. */
    public Media mediaOn(Screen screen) {
        return alternativeOn(screen).map(one -> one.media).orElse(media);
    }

    private Optional<StoredAlternative> alternativeOn(Screen screen) {
        return alternatives.stream()
                .filter(one -> Campaign.isMeant(one.where, screen) && canShow(screen.kind(), one.media.kind()))
                .findFirst();
    }

    /** The first alternative that none of those screens shows. */
    Optional<StoredAlternative> unusedOn(List<Screen> some) {
        Set<StoredAlternative> used =
                some.stream().flatMap(screen -> alternativeOn(screen).stream()).collect(Collectors.toSet());
        return alternatives.stream().filter(one -> !used.contains(one)).findFirst();
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

    /** What else is agreed of it. */
    public SpotTerms terms() {
        return terms;
    }

    /** How often, in words for the audit trail. */
    String demand() {
        if (terms.sharePercent() != null) {
            return terms.sharePercent().toPlainString() + " %";
        }
        String counted = perDay != null ? perDay + " per day" : terms.perHour() + " per hour";
        boolean isCounted = perDay != null || terms.perHour() != null;
        String timed =
                terms.repeat() == null ? "at " + fixedTimes() : terms.repeat().toString();
        return weight != null ? "weight " + weight : isCounted ? counted : timed;
    }

    /** Counts its changes. */
    public int version() {
        return version;
    }

    /** The screens that were named; empty: every screen of the campaign that can show it. */
    public Set<Screen> namedScreens() {
        return Collections.unmodifiableSet(screens);
    }

    /** Whether it runs on that day: on one of the campaign's and of its own. */
    public boolean runsOn(LocalDate date, PublicDays publicDays) {
        return campaign.runsOn(date, publicDays) && terms.dates().has(date, publicDays);
    }

    /** When it starts on a day at a fixed time: those named, and those of its rule on the wall clock there. */
    public Set<Instant> fixedTimesOn(LocalDayTimeline day) {
        Set<Instant> times = new TreeSet<>();
        fixedTimes.stream()
                .filter(at -> day.toElapsedMs(at) >= 0 && day.toElapsedMs(at) < day.lengthMs())
                .forEach(times::add);
        if (terms.repeat() != null) {
            terms.repeat().on(day.date()).forEach(time -> times.add(day.toInstant(day.toElapsedMs(time))));
        }
        return times;
    }

    /** When it may play on a day: all its limits at once, whole plays only. Null: whenever the screen is open; empty: never. */
    public List<Stretch> windowsOn(LocalDayTimeline day, long durationMs) {
        return terms.windowsOn(day, durationMs, campaign.terms().dayparts());
    }

    /** Whether it is booked on that screen: a target of the campaign, named or none named, and able to show it. */
    public boolean isFor(Screen screen) {
        boolean named =
                screens.isEmpty() || screens.stream().anyMatch(one -> one.id().equals(screen.id()));
        return named
                && campaign.isFor(screen)
                && canShow(screen.kind(), mediaOn(screen).kind());
    }

    /** Whether screens of that kind can show media of that kind: text signs show slogans only. */
    public static boolean canShow(ScreenKind screen, MediaKind media) {
        return screen == ScreenKind.LED_WALL || media == MediaKind.SLOGAN;
    }
}
