package io.lunbo.library;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.Role;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignBooking;
import io.lunbo.campaign.CampaignFacts;
import io.lunbo.campaign.Spot;
import io.lunbo.campaign.SpotFacts;
import io.lunbo.catalog.Cataloguing;
import io.lunbo.catalog.Rights;
import io.lunbo.catalog.Usability;
import io.lunbo.film.Films;
import io.lunbo.media.Media;
import io.lunbo.media.MediaIntake;
import io.lunbo.media.MediaRepository;
import io.lunbo.media.MediaStore;
import io.lunbo.testsupport.AMedia;
import io.lunbo.testsupport.AScreen;
import io.lunbo.testsupport.SignedIn;
import io.lunbo.testsupport.Someone;
import io.lunbo.web.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.lunbo.testsupport.AtOnce.atOnce;
import static io.lunbo.testsupport.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

/** What is in use stays, what was used is archived, and only what nobody ever used can be deleted. */
@QuarkusTest
class ArchivingTest {
    @Inject
    Archiving archiving;

    @Inject
    Usage usage;

    @Inject
    LibrarySearch search;

    @Inject
    CampaignBooking booking;

    @Inject
    Usability usability;

    @Inject
    Cataloguing cataloguing;

    @Inject
    MediaIntake intake;

    @Inject
    MediaRepository media;

    @Inject
    MediaStore store;

    private Account scheduler;
    private Account submitter;
    private Campaign campaign;
    private Media film;

    @BeforeEach
    void create() {
        scheduler = Someone.with(Role.SCHEDULER);
        submitter = Someone.with(Role.SUBMITTER);
        LocalDate today = usability.today();
        campaign = booking.create(
                new CampaignFacts(
                        "c-" + UUID.randomUUID(),
                        "宣传",
                        null,
                        null,
                        today,
                        today.plusDays(3),
                        null,
                        Set.of(AScreen.wall("08:00-22:00", scheduler).code())),
                scheduler);
        film = AMedia.film(30, submitter);
    }

    @Test
    void whatIsBookedIsNotArchived() {
        Spot spot = book();
        assertRefused(ProblemType.MEDIA_STILL_BOOKED, () -> archiving.archive(film.id(), scheduler));

        booking.removeSpot(campaign.id(), spot.id(), spot.version(), scheduler);
        assertThat(archiving.archive(film.id(), scheduler).archived()).isTrue();
    }

    @Test
    void archivedMediaIsHiddenCannotBeBookedAndComesBack() {
        booking.submit(campaign.id(), film.id(), submitter);
        archiving.archive(film.id(), scheduler);

        assertThat(found(false)).isEmpty();
        assertThat(found(true)).containsExactly(film.id());
        assertRefused(ProblemType.MEDIA_NOT_USABLE, this::bookOnly);
        assertRefused(ProblemType.MEDIA_NOT_USABLE, () -> booking.submit(campaign.id(), film.id(), submitter));

        archiving.restore(film.id(), scheduler);
        assertThat(found(false)).containsExactly(film.id());
        bookOnly();
    }

    @Test
    void listOverRestLeavesOutWhatIsArchivedUnlessItIsAskedFor() {
        SignedIn reader = SignedIn.as(Role.INSPECTOR);
        assertThat(listed(reader, false)).contains(film.id().toString());
        assertThat(listed(reader, true)).doesNotContain(film.id().toString());

        archiving.archive(film.id(), scheduler);

        assertThat(listed(reader, false)).doesNotContain(film.id().toString());
        assertThat(listed(reader, true)).contains(film.id().toString());
    }

    private static List<String> listed(SignedIn reader, boolean archived) {
        return reader.api()
                .queryParam("archived", archived)
                .queryParam("limit", 200)
                .get("/api/v1/media")
                .then()
                .statusCode(200)
                .extract()
                .path("items.id");
    }

    @Test
    void bookingAndArchivingAtOnceNeverBothSucceed() {
        booking.submit(campaign.id(), film.id(), submitter);
        for (int round = 0; round < 10; round++) {
            CyclicBarrier start = new CyclicBarrier(2);
            CompletableFuture<String> booked = atOnce(start, this::bookOnly);
            CompletableFuture<String> archived = atOnce(start, () -> archiving.archive(film.id(), scheduler));
            assertThat(List.of(booked.join(), archived.join()))
                    .containsAnyOf("media-not-usable", "media-still-booked")
                    .contains("done");
            if (booked.join().equals("done")) {
                return; // from now on it is booked
            }
            archiving.restore(film.id(), scheduler);
        }
    }

    @Test
    void whatWasSubmittedIsNeverDeleted() {
        booking.submit(campaign.id(), film.id(), submitter);

        assertThat(usage.of(film).referred()).isTrue();
        assertRefused(ProblemType.MEDIA_REFERRED_TO, () -> archiving.delete(film.id(), scheduler));
        assertThat(QuarkusTransaction.requiringNew().call(() -> media.findById(film.id())))
                .isNotNull();
    }

    @Test
    void submittingAndDeletingAtOnceNeverBothSucceed() {
        CyclicBarrier start = new CyclicBarrier(2);
        CompletableFuture<String> submitted = atOnce(start, () -> booking.submit(campaign.id(), film.id(), submitter));
        CompletableFuture<String> deleted = atOnce(start, () -> archiving.delete(film.id(), scheduler));

        CompletableFuture.allOf(submitted, deleted).join();
        boolean gone = QuarkusTransaction.requiringNew().call(() -> media.findById(film.id())) == null;
        assertThat(deleted.join().equals("done")).isEqualTo(gone);
        assertThat(submitted.join().equals("done")).isNotEqualTo(gone);
    }

    @Test
    void whatNobodyUsedIsDeletedAndCanBeBroughtAgain(@TempDir Path folder) throws Exception {
        Path picture = Films.picture(folder.resolve("p.png"), "png", "98x54");
        Media brought = intake.file(picture, "图片 " + UUID.randomUUID(), "p.png", submitter);

        assertRefused(
                ProblemType.MEDIA_OF_ANOTHER_UNIT, () -> archiving.delete(brought.id(), Someone.with(Role.SUBMITTER)));
        archiving.delete(brought.id(), submitter);
        assertThat(QuarkusTransaction.requiringNew().call(() -> media.findById(brought.id())))
                .isNull();
        assertThat(store.find(brought.sha256())).as("kept for a while").isPresent();
        assertRefused(ProblemType.NOT_FOUND, () -> archiving.delete(brought.id(), submitter));

        Media again = intake.file(picture, "再传", "p.png", submitter);
        assertThat(again.sha256()).isEqualTo(brought.sha256());
        assertThat(again.id()).isNotEqualTo(brought.id());
    }

    @Test
    void usageNamesTheCampaign() {
        book();

        assertThat(usage.of(film).campaigns())
                .extracting(Usage.Booking::campaign)
                .containsExactly(campaign.code());
        SignedIn reader = SignedIn.cookieAs(Role.INSPECTOR);
        assertThat(reader.page()
                        .get("/library/" + film.id() + "/usage")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .contains("/campaigns/" + campaign.code());
        assertThat(reader.page().get("/library/" + film.id() + "/card").asString())
                .doesNotContain("/archive", "/delete");
    }

    @Test
    void pageKeepsWhatWasTypedAndSaysWhy() {
        SignedIn writer = SignedIn.cookieAs(Role.SCHEDULER);
        book();

        assertThat(writer.page()
                        .formParam("nothing", "")
                        .post("/library/" + film.id() + "/archive")
                        .then()
                        .statusCode(409)
                        .extract()
                        .asString())
                .contains("id=\"library-card\"", "请先撤下再归档");
        assertThat(writer.page()
                        .formParam("source", "来源<b>")
                        .formParam("rightsUntil", "2023-13-45")
                        .formParam("version", "0")
                        .post("/library/" + film.id() + "/rights")
                        .then()
                        .statusCode(400)
                        .extract()
                        .asString())
                .contains("来源&lt;b&gt;", "日期请写成");
    }

    @Test
    void bookingsSayUntilWhenTheMediaMayBeShown_whereTheCampaignGoesOnLonger() {
        Spot spot = book();
        SignedIn reader = SignedIn.as(Role.SCHEDULER);
        String address = "/api/v1/campaigns/" + campaign.code() + "/spots";
        LocalDate last = campaign.until().minusDays(1);
        cataloguing.setRights(film.id(), new Rights("台里", null, campaign.until(), null), 0, scheduler);
        assertThat(reader.api().get(address).jsonPath().getString("items[0].usableUntil"))
                .isNull();
        cataloguing.setRights(film.id(), new Rights("台里", null, campaign.until(), last), 1, scheduler);
        assertThat(reader.api().get(address).jsonPath().getString("items[0].usableUntil"))
                .isEqualTo(last.toString());
        assertThat(reader.api().get(address + "/" + spot.id()).jsonPath().getString("usableUntil"))
                .isEqualTo(last.toString());
    }

    private Spot book() {
        booking.submit(campaign.id(), film.id(), submitter);
        return bookOnly();
    }

    private Spot bookOnly() {
        return booking.book(campaign.id(), new SpotFacts(film.id(), 1, null, null, null, null, null), scheduler);
    }

    private List<UUID> found(boolean archived) {
        return search.find(new LibraryQuery(film.title(), null, null, null, null, archived, null, null), null, 10)
                .ids();
    }
}
