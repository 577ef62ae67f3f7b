package io.lunbo.recall;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.Role;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignBooking;
import io.lunbo.campaign.CampaignFacts;
import io.lunbo.campaign.SpotFacts;
import io.lunbo.dayplan.SheetContent;
import io.lunbo.media.Media;
import io.lunbo.review.Review;
import io.lunbo.review.ReviewWithdrawal;
import io.lunbo.schedule.Sheet;
import io.lunbo.schedule.SheetBuilding;
import io.lunbo.schedule.SheetPublishing;
import io.lunbo.schedule.SheetRepository;
import io.lunbo.screen.Screen;
import io.lunbo.testsupport.AMedia;
import io.lunbo.testsupport.AScreen;
import io.lunbo.testsupport.Reviewed;
import io.lunbo.testsupport.SignedIn;
import io.lunbo.testsupport.Someone;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.lunbo.testsupport.AtOnce.atOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

/** What is withdrawn leaves every sheet, also when somebody publishes it at that very moment. */
@QuarkusTest
class SheetRecallTest {
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
    ReviewWithdrawal withdrawal;

    @Inject
    SheetRecall recalls;

    @Inject
    Clock clock;

    private SignedIn scheduler;
    private final Account submitter = Someone.with(Role.SUBMITTER);
    private final Account reviewer = Someone.with(Role.REVIEWER);
    private Screen wall;
    private Media doubtful;
    private Media harmless;
    private Review review;

    @BeforeEach
    void bookAndApprove() {
        scheduler = SignedIn.cookieAs(Role.SCHEDULER);
        wall = AScreen.wall("00:00-24:00", scheduler.account());
        doubtful = AMedia.film(30, submitter);
        harmless = AMedia.film(30, submitter);
        Campaign campaign = booking.create(
                new CampaignFacts(
                        "c-" + UUID.randomUUID(),
                        "宣传",
                        null,
                        null,
                        today(),
                        today().plusDays(3),
                        null,
                        Set.of(wall.code())),
                scheduler.account());
        review = booked(campaign, doubtful);
        Reviewed.byAll(booked(campaign, harmless));
        Reviewed.byAll(review);
    }

    @Test
    void withdrawnMediaLeavesTodayAndEveryDayAfterAndLeavesGaps() {
        publish(today());
        Sheet before = publish(today().plusDays(1));
        assertThat(futureMedia(today())).contains(doubtful.sha256());

        withdrawal.withdraw(review.id(), "授权到期", Reviewed.signer(reviewer), reviewer);

        assertThat(futureMedia(today())).containsExactly(harmless.sha256());
        Sheet after = published(today().plusDays(1));
        assertThat(SheetContent.read(after.gzipBody()).media()).containsExactly(harmless.sha256());
        assertThat(after.version()).isGreaterThan(before.version());
        assertThat(after.idleMs()).isGreaterThan(before.idleMs());
        Recall recall = recall();
        assertThat(recall.gaps()).hasSize(2).allMatch(gap -> gap.plays() > 0 && gap.missingMs() > 0);
        assertThat(recall.gaps()).extracting(Recall.Gap::screen).containsOnly(wall.code());
    }

    @Test
    void schedulerIsToldWhereTheGapsAreUntilItIsKnown() {
        publish(today().plusDays(1));
        withdrawal.withdraw(review.id(), "授权到期", Reviewed.signer(reviewer), reviewer);

        scheduler.page().get("/recalls").then().statusCode(200).body(containsString(wall.name()));
        scheduler.page().get("/recalls/notice").then().statusCode(200).body(containsString("撤播"));
        scheduler.page().post("/recalls/" + recall().id() + "/seen").then().statusCode(303);
        assertThat(recall().seenAt()).isNotNull();
    }

    @Test
    void publicationAndWithdrawalAtOnceNeverLeaveItOnAir() {
        for (int day = 0; day < 3; day++) {
            LocalDate date = today().plusDays(1);
            Sheet draft = building.build(wall.id(), date, scheduler.account());
            Review fresh = day == 0 ? review : again();
            CyclicBarrier start = new CyclicBarrier(2);
            List<CompletableFuture<String>> both = List.of(
                    atOnce(start, () -> publishing.publish(List.of(draft.id()), scheduler.account())),
                    atOnce(start, () -> withdrawal.withdraw(fresh.id(), "授权到期", Reviewed.signer(reviewer), reviewer)));
            List<String> outcomes = both.stream().map(CompletableFuture::join).toList();

            assertThat(outcomes.get(1)).isEqualTo("done");
            assertThat(outcomes.get(0)).isIn("done", "sheet-not-approved", "conflict");
            QuarkusTransaction.requiringNew()
                    .call(() -> sheets.published(wall.id(), date))
                    .map(sheet -> SheetContent.read(sheet.gzipBody()).media())
                    .ifPresent(media -> assertThat(media).doesNotContain(doubtful.sha256()));
        }
    }

    private Review again() {
        UUID run = review.scope().runId();
        Review fresh = booking.submit(run, doubtful.id(), submitter);
        Reviewed.byAll(fresh);
        return fresh;
    }

    private Review booked(Campaign campaign, Media media) {
        Review submitted = booking.submit(campaign.id(), media.id(), submitter);
        booking.book(campaign.id(), new SpotFacts(media.id(), 1, null, null, null, null, null), scheduler.account());
        return submitted;
    }

    private Sheet publish(LocalDate date) {
        Sheet draft = building.build(wall.id(), date, scheduler.account());
        publishing.publish(List.of(draft.id()), scheduler.account());
        return published(date);
    }

    private Sheet published(LocalDate date) {
        return QuarkusTransaction.requiringNew()
                .call(() -> sheets.published(wall.id(), date).orElseThrow());
    }

    private Set<String> futureMedia(LocalDate date) {
        SheetContent content = SheetContent.read(published(date).gzipBody());
        Instant now = clock.instant();
        return content.plays().stream()
                .filter(play ->
                        content.startOf(play).plusMillis(play.durationMs()).isAfter(now))
                .map(play -> content.media().get(play.media()))
                .collect(java.util.stream.Collectors.toSet());
    }

    private Recall recall() {
        return QuarkusTransaction.requiringNew()
                .call(() -> recalls.newest(1000).stream()
                        .filter(recall -> recall.reviewId().equals(review.id()))
                        .findFirst()
                        .orElseThrow());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }
}
