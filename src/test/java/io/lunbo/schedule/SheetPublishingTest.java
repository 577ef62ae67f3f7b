package io.lunbo.schedule;

import io.lunbo.access.Role;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignBooking;
import io.lunbo.campaign.CampaignFacts;
import io.lunbo.campaign.Spot;
import io.lunbo.campaign.SpotFacts;
import io.lunbo.daypart.LocalDayTimeline;
import io.lunbo.dayplan.NotApproved;
import io.lunbo.dayplan.SheetContent;
import io.lunbo.dayplan.SheetContent.PlannedPlay;
import io.lunbo.media.Media;
import io.lunbo.review.Review;
import io.lunbo.screen.Screen;
import io.lunbo.testsupport.AMedia;
import io.lunbo.testsupport.AScreen;
import io.lunbo.testsupport.Reviewed;
import io.lunbo.testsupport.SignedIn;
import io.lunbo.testsupport.Someone;
import io.lunbo.web.Problem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** From a booking to what screens play, and every way to get something there that nobody signed. */
@QuarkusTest
class SheetPublishingTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @Inject
    CampaignBooking booking;

    @Inject
    SheetBuilding building;

    @Inject
    SheetPublishing publishing;

    @Inject
    SheetRepository sheets;

    @Inject
    EntityManager entities;

    @Inject
    Clock clock;

    private SignedIn scheduler;
    private SignedIn submitter;
    private Screen wall;

    @BeforeEach
    void registerAWall() {
        scheduler = SignedIn.registered(false, Role.SCHEDULER);
        submitter = SignedIn.registered(false, Role.SUBMITTER);
        wall = AScreen.wall("08:00-10:00", scheduler.account());
    }

    @Test
    void approvedFilmIsPlannedInsideTheOpeningHoursWithoutOverlap() {
        Media film = AMedia.film(30, submitter.account());
        approve(book(campaign(), film));

        Sheet sheet = publish(build(tomorrow()));

        SheetContent content = SheetContent.read(sheet.gzipBody());
        assertThat(content.media()).containsExactly(film.sha256());
        assertThat(content.plays()).hasSize(240).first().isEqualTo(new PlannedPlay(8 * 3_600_000, 0, 0, 30_000));
        int end = 8 * 3_600_000;
        for (PlannedPlay play : content.plays()) {
            assertThat(play.startMs()).isGreaterThanOrEqualTo(end);
            end = play.startMs() + play.durationMs();
        }
        assertThat(end).isLessThanOrEqualTo(10 * 3_600_000);
        assertThat(SheetContent.sha256(content.canonicalJson())).isEqualTo(sheet.sha256());
    }

    @Test
    void sameBookingsMakeTheSameBytes() {
        approve(book(campaign(), AMedia.film(15, submitter.account())));

        assertThat(build(tomorrow()).sha256()).isEqualTo(build(tomorrow()).sha256());
    }

    @Test
    void unreviewedFilmIsLeftOutAndNamed() {
        Media film = AMedia.film(30, submitter.account());
        book(campaign(), film);

        Sheet sheet = build(tomorrow());

        assertThat(sheet.playCount()).isZero();
        assertThat(SheetSummary.of(sheet).notApproved())
                .extracting(NotApproved::title)
                .containsExactly(film.title());
    }

    @Test
    void twoSignaturesAreNotThree() {
        Review review = book(campaign(), AMedia.film(30, submitter.account()));
        sign(review, 1);
        sign(review, 2);

        assertThat(build(tomorrow()).playCount()).isZero();
    }

    @Test
    void approvalOfOneCampaignLetsNothingPlayInAnother() {
        Media film = AMedia.film(30, submitter.account());
        approve(book(campaign(), film));
        Campaign other = campaign();
        book(other, film); // submitted there, but signed by nobody there

        Sheet sheet = build(tomorrow());

        Set<UUID> planned = Set.copyOf(SheetContent.read(sheet.gzipBody()).spots());
        assertThat(planned).hasSize(1);
        assertThat(SheetSummary.of(sheet).notApproved())
                .extracting(NotApproved::campaign)
                .containsExactly(other.name());
    }

    @Test
    void draftWhoseApprovalIsGoneIsNotPublished() {
        Review review = book(campaign(), AMedia.film(30, submitter.account()));
        approve(review);
        Sheet draft = build(tomorrow());
        sql("delete from review_signatures where position = 3 and review_id = ?1", review.id());

        assertThatThrownBy(() -> publish(draft)).isInstanceOf(Problem.class).hasMessage("sheet-not-approved");
        assertThat(sheets.published(wall.id(), tomorrow())).isEmpty();
    }

    @Test
    void draftWithOtherBytesThanTheBookedOnesIsNotPublished() {
        approve(book(campaign(), AMedia.film(30, submitter.account())));
        Sheet draft = build(tomorrow());
        SheetContent content = SheetContent.read(draft.gzipBody());
        Media other = AMedia.film(30, submitter.account());
        SheetContent forged = new SheetContent(
                content.screen(),
                content.date(),
                content.timeZone(),
                content.from(),
                content.until(),
                List.of(other.sha256()),
                content.spots(),
                content.plays());
        sql("update sheets set body = ?2 where id = ?1", draft.id(), SheetContent.gzip(forged.canonicalJson()));

        assertThatThrownBy(() -> publish(draft)).isInstanceOf(Problem.class).hasMessage("sheet-not-approved");
    }

    @Test
    void setIsPublishedWholeOrNotAtAll() {
        approve(book(campaign(), AMedia.film(30, submitter.account())));
        Sheet good = build(tomorrow());
        Sheet stale = build(tomorrow().plusDays(1));
        build(tomorrow().plusDays(1)); // replaces the one before

        assertThatThrownBy(() -> publishing.publish(List.of(good.id(), stale.id()), scheduler.account()))
                .isInstanceOf(Problem.class);
        assertThat(sheets.published(wall.id(), tomorrow())).isEmpty();
    }

    @Test
    void publishedVersionStaysAndTheNextOneCounts() {
        approve(book(campaign(), AMedia.film(30, submitter.account())));
        Sheet first = publish(build(tomorrow()));
        assertThatThrownBy(() -> publish(first)).isInstanceOf(Problem.class).hasMessage("sheet-already-published");

        Sheet second = publish(build(tomorrow()));

        assertThat(second.version()).isGreaterThan(first.version());
        assertThat(sheets.published(wall.id(), tomorrow()).orElseThrow().id()).isEqualTo(second.id());
        assertThat(sheets.publishedBySha256(first.sha256())).isPresent();
    }

    @Test
    void dayThatIsOverIsNeitherBuiltNorPublished() {
        assertThatThrownBy(() -> build(tomorrow().minusDays(2)))
                .isInstanceOf(Problem.class)
                .hasMessage("sheet-date-over");
    }

    @Test
    void playsBeforeNowStayWhenTheDayIsRebuilt() {
        Screen always = AScreen.wall("00:00-24:00", scheduler.account());
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZONE);
        Campaign campaign = campaign(always);
        approve(book(campaign, AMedia.film(15, submitter.account())));
        Sheet first = building.build(always.id(), today, scheduler.account());
        publishing.publish(List.of(first.id()), scheduler.account());
        approve(book(campaign, AMedia.film(20, submitter.account())));

        Sheet second = building.build(always.id(), today, scheduler.account());

        long nowMs = new LocalDayTimeline(today, ZONE).toElapsedMs(now);
        assertThat(startsBefore(second, nowMs)).isEqualTo(startsBefore(first, nowMs));
        assertThat(second.sha256()).isNotEqualTo(first.sha256());
    }

    private static List<PlannedPlay> startsBefore(Sheet sheet, long ms) {
        return SheetContent.read(sheet.gzipBody()).plays().stream()
                .filter(play -> play.startMs() < ms)
                .toList();
    }

    private LocalDate tomorrow() {
        return LocalDate.ofInstant(clock.instant(), ZONE).plusDays(1);
    }

    private Campaign campaign() {
        return campaign(wall);
    }

    private Campaign campaign(Screen screen) {
        String code = "c-" + UUID.randomUUID();
        LocalDate from = tomorrow().minusDays(1);
        return booking.create(
                new CampaignFacts(code, "活动 " + code, null, null, from, from.plusDays(6), null, Set.of(screen.code())),
                scheduler.account());
    }

    private Review book(Campaign campaign, Media media) {
        Review review = booking.submit(campaign.id(), media.id(), submitter.account());
        Spot spot = booking.book(
                campaign.id(), new SpotFacts(media.id(), 1, null, null, null, null, null), scheduler.account());
        assertThat(spot.media().id()).isEqualTo(media.id());
        return review;
    }

    private void approve(Review review) {
        Reviewed.byAll(review);
    }

    private void sign(Review review, int stage) {
        Reviewed.by(Someone.with(Role.REVIEWER), review, stage);
    }

    private Sheet build(LocalDate date) {
        return building.build(wall.id(), date, scheduler.account());
    }

    private Sheet publish(Sheet draft) {
        publishing.publish(List.of(draft.id()), scheduler.account());
        return sheets.findById(draft.id());
    }

    private void sql(String statement, Object... parameters) {
        QuarkusTransaction.requiringNew().run(() -> {
            var query = entities.createNativeQuery(statement);
            for (int i = 0; i < parameters.length; i++) {
                query.setParameter(i + 1, parameters[i]);
            }
            query.executeUpdate();
        });
    }
}
