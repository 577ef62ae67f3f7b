package io.lunbo.demo;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignBooking;
import io.lunbo.campaign.CampaignFacts;
import io.lunbo.campaign.SpotFacts;
import io.lunbo.catalog.Cataloguing;
import io.lunbo.catalog.Rights;
import io.lunbo.chain.ChainStage;
import io.lunbo.chain.CheckAnswer;
import io.lunbo.chain.CheckItem;
import io.lunbo.demo.DemoPeople.Cast;
import io.lunbo.film.FilmRendering;
import io.lunbo.film.FilmRendering.TitleFilm;
import io.lunbo.film.FilmTools;
import io.lunbo.media.Media;
import io.lunbo.media.MediaIntake;
import io.lunbo.proof.ReviewerKeys;
import io.lunbo.proof.ReviewerKeys.Signer;
import io.lunbo.review.Review;
import io.lunbo.review.ReviewChain;
import io.lunbo.review.Vote;
import io.lunbo.watch.PlayedRanges.Range;
import io.lunbo.watch.Watching;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The demo's films and slogans on their way: brought, reviewed by three, booked. */
@ApplicationScoped
class DemoContent {
    private static final String TEXT_SIGN = "TEXT_SIGN";

    private final FilmTools filmTools;
    private final MediaIntake intake;
    private final CampaignBooking booking;
    private final ReviewChain reviews;
    private final ReviewerKeys keys;
    private final Watching watching;
    private final Cataloguing cataloguing;
    private final Clock clock;
    private final Map<String, Signer> signers = new HashMap<>();

    DemoContent(
            FilmTools filmTools,
            MediaIntake intake,
            CampaignBooking booking,
            ReviewChain reviews,
            ReviewerKeys keys,
            Watching watching,
            Cataloguing cataloguing,
            Clock clock) {
        this.filmTools = filmTools;
        this.intake = intake;
        this.booking = booking;
        this.reviews = reviews;
        this.keys = keys;
        this.watching = watching;
        this.cataloguing = cataloguing;
        this.clock = clock;
    }

    void bring(DemoCampaign demo, Cast cast) {
        Campaign campaign = create(demo, cast.as("scheduler"));
        Set<String> walls = screens(demo, "LED_WALL");
        Set<String> signs = screens(demo, TEXT_SIGN);
        films(demo, campaign, walls, cast);
        slogans(demo).forEach((text, times) -> {
            Media slogan = intake.slogan(text, cast.as("submitter"));
            review(campaign, slogan, cast);
            boolean ofThePlan = demo.slogans().campaign().contains(text);
            Integer share = times.isEmpty() ? (ofThePlan ? 3 : 1) : null;
            book(campaign, new SpotFacts(slogan.id(), share, null, times, group(text), null, signs), cast);
        });
    }

    private Campaign create(DemoCampaign demo, Account scheduler) {
        DemoCampaign.Facts facts = demo.campaign();
        return booking.create(
                new CampaignFacts(
                        facts.code(),
                        facts.name(),
                        facts.theme(),
                        facts.basis(),
                        facts.from(),
                        facts.until(),
                        facts.reportDue(),
                        demo.screens().stream()
                                .map(DemoCampaign.DemoScreen::code)
                                .collect(Collectors.toCollection(TreeSet::new))),
                scheduler);
    }

    private static Set<String> screens(DemoCampaign demo, String kind) {
        return demo.screens().stream()
                .filter(screen -> screen.kind().equals(kind))
                .map(DemoCampaign.DemoScreen::code)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Each text with its fixed times; a text without any takes part in the loop. */
    private static Map<String, Set<Instant>> slogans(DemoCampaign demo) {
        Map<String, Set<Instant>> slogans = new LinkedHashMap<>();
        demo.slogans().campaign().forEach(text -> slogans.put(text, Set.of()));
        demo.slogans().usable().forEach(text -> slogans.put(text, Set.of()));
        demo.slogans().tooLong().forEach(text -> slogans.put(text, Set.of()));
        demo.announcements().forEach(one -> slogans.put(one.text(), new TreeSet<>(one.times())));
        return slogans;
    }

    /** Slogans that begin alike are kept apart. */
    private static String group(String text) {
        String beginning = text.substring(0, 2);
        return Set.of("尊重", "拒绝").contains(beginning) ? beginning : null;
    }

    /**
     * The plan names no frequency: the short films play more often than the long ones. The longest comes first, since its
     * delivery file takes longest and is made while the others are brought.
     */
    private void films(DemoCampaign demo, Campaign campaign, Set<String> walls, Cast cast) {
        FilmRendering rendering = new FilmRendering(filmTools);
        List<DemoCampaign.DemoFilm> longestFirst = demo.videos().stream()
                .sorted(Comparator.comparing(DemoCampaign.DemoFilm::seconds).reversed())
                .toList();
        int weight = 1;
        try {
            Path folder = Files.createTempDirectory("lunbo-demo");
            for (DemoCampaign.DemoFilm film : longestFirst) {
                Path file = folder.resolve("film-" + weight + ".mp4");
                rendering.render(titleFilm(demo, film, weight), file);
                Media media = intake.file(file, film.title(), film.title() + ".mp4", cast.as("submitter"));
                Files.deleteIfExists(file);
                review(campaign, media, cast);
                catalog(campaign, media, cast.as("submitter"));
                book(campaign, new SpotFacts(media.id(), weight++, null, null, null, null, walls), cast);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while rendering the demo's films", e);
        }
    }

    /** Not smooth: the first start waits until every wall has its file of every film. */
    private static TitleFilm titleFilm(DemoCampaign demo, DemoCampaign.DemoFilm film, int weight) {
        int palette = demo.videos().size() - weight;
        return new TitleFilm(film.title(), demo.campaign().name(), film.seconds(), palette, false);
    }

    private void review(Campaign campaign, Media media, Cast cast) {
        Review review = booking.submit(campaign.id(), media.id(), cast.as("submitter"));
        List<ChainStage> stages = review.plan().stages();
        for (int stage = 1; stage <= stages.size(); stage++) {
            String reviewer = "reviewer" + stage;
            watch(review, cast.as(reviewer));
            Signer signer =
                    signers.computeIfAbsent(reviewer, name -> keys.unlock(cast.as(name), cast.passwordOf(name)));
            List<CheckAnswer> checks = stages.get(stage - 1).checks().stream()
                    .map(DemoContent::answer)
                    .toList();
            reviews.approve(review.id(), new Vote(stage, media.sha256(), checks, null), signer, cast.as(reviewer));
        }
    }

    private static CheckAnswer answer(CheckItem item) {
        boolean seen = item.code().equals(CheckItem.TEXT) || item.code().equals(CheckItem.RIGHTS);
        return new CheckAnswer(item.code(), seen ? CheckAnswer.Answer.YES : CheckAnswer.Answer.NOT_APPLICABLE, null);
    }

    /** The demo tells of people who watched before it began: their reports come in at the times at which they did. */
    private void watch(Review review, Account reviewer) {
        long neededMs = Watching.neededMs(review.media());
        Instant began = clock.instant().minusMillis(neededMs).truncatedTo(ChronoUnit.MILLIS);
        watching.report(review.id(), review.media(), reviewer.id(), List.of(), began);
        for (long at = 0; at < neededMs; at += Watching.BEAT_MS) {
            long until = Math.min(neededMs, at + Watching.BEAT_MS);
            watching.report(
                    review.id(), review.media(), reviewer.id(), List.of(new Range(at, until)), began.plusMillis(until));
        }
    }

    /** A film of the week is about nothing afterwards. */
    private void catalog(Campaign campaign, Media film, Account submitter) {
        cataloguing.setRights(film.id(), new Rights(null, null, null, campaign.until()), 0, submitter);
        cataloguing.tag(film.id(), campaign.name(), submitter);
    }

    private void book(Campaign campaign, SpotFacts facts, Cast cast) {
        booking.book(campaign.id(), facts, cast.as("scheduler"));
    }
}
