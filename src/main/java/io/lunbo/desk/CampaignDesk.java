package io.lunbo.desk;

import io.lunbo.amend.BookingUndo;
import io.lunbo.calendar.PublicDayRepository;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.Spot;
import io.lunbo.campaign.SpotRepository;
import io.lunbo.campaign.Targeting;
import io.lunbo.catalog.CatalogEntries;
import io.lunbo.catalog.CatalogEntry;
import io.lunbo.flight.PublicDays;
import io.lunbo.history.BookingState;
import io.lunbo.media.Media;
import io.lunbo.media.MediaRepository;
import io.lunbo.occasion.OccasionRepository;
import io.lunbo.occasion.Timeliness.Over;
import io.lunbo.review.Review;
import io.lunbo.review.ReviewRepository;
import io.lunbo.review.ReviewState;
import io.lunbo.screen.Screen;
import io.lunbo.web.FormErrors;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gathers what lies on the desk for one campaign. */
@ApplicationScoped
class CampaignDesk {
    private static final int MEDIA_TO_CHOOSE_FROM = 500;

    private final SpotRepository spots;
    private final ReviewRepository reviews;
    private final MediaRepository media;
    private final OccasionRepository occasions;
    private final CatalogEntries entries;
    private final Targeting targeting;
    private final PublicDayRepository publicDays;
    private final BookingUndo undo;
    private final Clock clock;

    /**
     * What a person sees of a campaign.
     *
     * @param campaign the campaign
     * @param submitted the newest review of each media that was submitted for it, by media
     * @param spots what is booked
     * @param written what the library says of what was submitted, by media
     * @param addable media that could be submitted, newest first
     * @param over what slogans speak of that is over when the campaign runs, by their text
     * @param screens the screens that it is for now
     * @param undoable changes that can be taken back, the newest first
     * @param form the booking form as it is or was typed
     * @param errors what was refused
     */
    public record Sight(
            Campaign campaign,
            Map<UUID, Review> submitted,
            List<Spot> spots,
            Map<UUID, CatalogEntry> written,
            List<Media> addable,
            Map<String, Over> over,
            List<Screen> screens,
            List<BookingState> undoable,
            SpotForm form,
            FormErrors errors) {
        /** The newest review of each media, the newest first. */
        public List<Review> reviews() {
            return List.copyOf(submitted.values());
        }

        /** The screens that a spot is booked on now. */
        public List<Screen> screensOf(Spot spot) {
            return screens.stream().filter(spot::isFor).toList();
        }

        /** The screens that can be meant without being named. */
        public List<TargetChoice> targets() {
            return TargetChoice.among(screens);
        }

        /** The choice of a target as forms send it; empty where none of the screens is meant by it. */
        Optional<TargetChoice> choice(String target) {
            return targets().stream()
                    .filter(choice -> choice.target().toString().equals(target))
                    .findFirst();
        }

        /** What a spot shows on some screens in place of its media. */
        public List<AlternativeSight> alternativesOf(Spot spot) {
            Map<UUID, Media> all = spot.allMedia().stream().collect(Collectors.toMap(Media::id, Function.identity()));
            return spot.alternatives().stream()
                    .map(one -> new AlternativeSight(
                            choice(one.where().toString())
                                    .orElse(new TargetChoice(
                                            one.where(), null, one.where().value())),
                            all.get(one.mediaId()),
                            submitted.get(one.mediaId())))
                    .toList();
        }

        /** Media that may be booked, and the one that is chosen now whatever became of it. */
        public List<Media> choosable(String mediaId) {
            return Stream.concat(
                            bookable().stream().map(Review::media),
                            spots.stream()
                                    .flatMap(spot -> spot.allMedia().stream())
                                    .filter(media -> media.id().toString().equals(mediaId)))
                    .distinct()
                    .toList();
        }

        /** Whether a target is chosen that none of the screens is meant by any more. */
        public boolean isGone(String where) {
            return !where.isEmpty() && choice(where).isEmpty();
        }

        /** What a media of the campaign is called, by its id. */
        String titleOf(String mediaId) {
            return Stream.concat(
                            submitted.values().stream().map(Review::media),
                            spots.stream().flatMap(spot -> spot.allMedia().stream()))
                    .filter(media -> media.id().toString().equals(mediaId))
                    .findFirst()
                    .map(Media::title)
                    .orElse(mediaId);
        }

        /** What is booked and was not submitted: a copy begins so. */
        public List<Media> unsubmitted() {
            return spots.stream()
                    .flatMap(spot -> spot.allMedia().stream())
                    .filter(media -> !submitted.containsKey(media.id()))
                    .distinct()
                    .toList();
        }

        /** The key of a deed's name. */
        public String nameOf(BookingState state) {
            return "audit_deed_" + state.deed().replace('.', '_').replace('-', '_');
        }

        /** The key of a weekday's name. */
        public String nameOf(DayOfWeek day) {
            return Weekday.of(day).key();
        }

        /** Media that may be booked: in review or approved. */
        public List<Review> bookable() {
            return submitted.values().stream()
                    .filter(review -> review.state() != ReviewState.REJECTED)
                    .toList();
        }

        /** Media that may be booked and are not yet. */
        public List<Review> unbookedReviews() {
            return bookable().stream().filter(this::unbooked).toList();
        }

        /** What a media speaks of that is over when the campaign runs; null where nothing is. */
        public Over overIn(Media media) {
            return media.text() == null ? null : over.get(media.text());
        }

        /** The last day on which a media may be shown, where the campaign goes on longer; null where it does not matter. */
        public LocalDate endOf(Media one) {
            LocalDate last = written.get(one.id()).rights().lastDay();
            return last != null && last.isBefore(campaign.until()) ? last : null;
        }

        /** What was submitted and may not be shown on every day of the campaign. */
        public List<Media> ending() {
            return submitted.values().stream()
                    .map(Review::media)
                    .filter(one -> endOf(one) != null)
                    .toList();
        }

        /** The newest review of a spot's media; null where there is none. */
        public Review reviewOf(Spot spot) {
            return submitted.get(spot.media().id());
        }

        /** Whether a review is about fewer days than the campaign has now: the others need another one. */
        public boolean partly(Review review) {
            return review.scope().from().isAfter(campaign.from())
                    || review.scope().until().isBefore(campaign.until());
        }

        /** Whether nothing is booked for that media. */
        public boolean unbooked(Review review) {
            return spots.stream()
                    .flatMap(spot -> spot.allMedia().stream())
                    .noneMatch(media -> media.id().equals(review.media().id()));
        }

        /** The zone that fixed times are typed in. */
        public String zone() {
            return CampaignDesk.zone(campaign).getId();
        }
    }

    CampaignDesk(
            SpotRepository spots,
            ReviewRepository reviews,
            MediaRepository media,
            OccasionRepository occasions,
            CatalogEntries entries,
            Targeting targeting,
            PublicDayRepository publicDays,
            BookingUndo undo,
            Clock clock) {
        this.spots = spots;
        this.reviews = reviews;
        this.media = media;
        this.occasions = occasions;
        this.entries = entries;
        this.targeting = targeting;
        this.publicDays = publicDays;
        this.undo = undo;
        this.clock = clock;
    }

    Sight sight(Campaign campaign, SpotForm form, FormErrors errors) {
        Map<UUID, Review> newest = new LinkedHashMap<>();
        reviews.ofRun(campaign.id())
                .forEach(review -> newest.putIfAbsent(review.media().id(), review));
        List<Media> latest = media.findAll(Sort.descending("createdAt", "id"))
                .page(0, MEDIA_TO_CHOOSE_FROM)
                .list();
        Map<UUID, CatalogEntry> written =
                entries.of(latest.stream().map(Media::id).toList());
        List<Media> addable = latest.stream()
                .filter(one -> !written.get(one.id()).archived())
                .filter(one ->
                        !newest.containsKey(one.id()) || newest.get(one.id()).state() == ReviewState.REJECTED)
                .toList();
        Map<String, Over> over = over(campaign, newest.values().stream().map(Review::media), addable.stream());
        List<Spot> booked = spots.of(campaign);
        Set<UUID> spoken = new HashSet<>(newest.keySet());
        booked.forEach(spot -> spot.allMedia().forEach(one -> spoken.add(one.id()))); // a copy's are not submitted yet
        return new Sight(
                campaign,
                newest,
                booked,
                entries.of(spoken),
                addable,
                over,
                targeting.screensOf(campaign),
                undo.undoable(campaign),
                form,
                errors);
    }

    /** A campaign that is still to come is looked at as on its first day. */
    private Map<String, Over> over(Campaign campaign, Stream<Media> submitted, Stream<Media> addable) {
        LocalDate today = occasions.today();
        List<String> texts = Stream.concat(submitted, addable)
                .map(Media::text)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return occasions.over(texts, campaign.from().isAfter(today) ? campaign.from() : today);
    }

    /** Those that run today. */
    Set<Campaign> running(List<Campaign> campaigns) {
        LocalDate today = today();
        PublicDays said = publicDays.between(today, today);
        return campaigns.stream()
                .filter(campaign -> campaign.runsOn(today, said))
                .collect(Collectors.toSet());
    }

    /** Today where most screens are: only for what a list shows first. */
    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai"));
    }

    static ZoneId zone(Campaign campaign) {
        return campaign.screens().stream().findFirst().map(Screen::timeZone).orElse(ZoneId.of("Asia/Shanghai"));
    }
}
