package io.lunbo.catalog;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.Role;
import io.lunbo.audit.AuditTrail;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignBooking;
import io.lunbo.campaign.CampaignFacts;
import io.lunbo.campaign.SpotFacts;
import io.lunbo.dayplan.NotApproved;
import io.lunbo.dayplan.SheetContent;
import io.lunbo.media.Media;
import io.lunbo.schedule.Sheet;
import io.lunbo.schedule.SheetBuilding;
import io.lunbo.schedule.SheetPublishing;
import io.lunbo.schedule.SheetRepository;
import io.lunbo.schedule.SheetSummary;
import io.lunbo.screen.Screen;
import io.lunbo.testsupport.AMedia;
import io.lunbo.testsupport.AScreen;
import io.lunbo.testsupport.Reviewed;
import io.lunbo.testsupport.SignedIn;
import io.lunbo.testsupport.Someone;
import io.lunbo.upkeep.Scrub;
import io.lunbo.web.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolationException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.lunbo.testsupport.AtOnce.atOnce;
import static io.lunbo.testsupport.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What may not be shown on a day is on no sheet of that day, whoever publishes and whenever that is said. */
@QuarkusTest
class RightsTest {
    @Inject
    Cataloguing cataloguing;

    @Inject
    Usability usability;

    @Inject
    CampaignBooking booking;

    @Inject
    SheetBuilding building;

    @Inject
    SheetPublishing publishing;

    @Inject
    SheetRepository sheets;

    @Inject
    Scrub scrub;

    @Inject
    AuditTrail auditTrail;

    private Account scheduler;
    private Account submitter;
    private Screen wall;
    private Media film;
    private Media other;
    private Campaign campaign;
    private LocalDate today;

    @BeforeEach
    void bookAndApprove() {
        scheduler = Someone.with(Role.SCHEDULER);
        submitter = Someone.with(Role.SUBMITTER);
        wall = AScreen.wall("00:00-24:00", scheduler);
        today = usability.today();
        film = AMedia.film(30, submitter);
        other = AMedia.film(30, submitter);
        campaign = campaign(today, today.plusDays(3));
        book(film);
        book(other);
    }

    @Test
    void dayAfterTheLastOneIsWithoutIt() {
        until(today.plusDays(1));

        assertThat(planned(build(today.plusDays(1)))).contains(film.sha256(), other.sha256());
        Sheet after = build(today.plusDays(2));
        assertThat(planned(after)).containsExactly(other.sha256());
        assertThat(SheetSummary.of(after).notApproved())
                .containsExactly(new NotApproved(film.title(), campaign.name(), Hindrance.RIGHTS_OVER));
    }

    @Test
    void contentThatIsTrueNoMoreIsLeftOutAsWell() {
        cataloguing.setRights(film.id(), new Rights(null, null, null, today), 0, scheduler);

        assertThat(SheetSummary.of(build(today.plusDays(1))).notApproved())
                .extracting(NotApproved::hindrance)
                .containsExactly(Hindrance.EXPIRED);
    }

    @Test
    void draftFromBeforeIsNotPublished() {
        Sheet draft = build(today.plusDays(2));
        until(today.plusDays(1));

        assertRefused(ProblemType.SHEET_MEDIA_NOT_USABLE, () -> publishing.publish(List.of(draft.id()), scheduler));
    }

    @Test
    void publishedDaysAfterwardsLoseItAndTheOthersKeepIt() {
        publish(today.plusDays(1));
        publish(today.plusDays(2));

        until(today.plusDays(1));

        assertThat(planned(published(today.plusDays(1)))).contains(film.sha256());
        assertThat(planned(published(today.plusDays(2)))).containsExactly(other.sha256());
        SignedIn reader = SignedIn.cookieAs(Role.SCHEDULER);
        assertThat(reader.page().get("/recalls").asString()).contains(film.title(), "/media/" + film.id());
    }

    @Test
    void publicationAndShorterRightsAtOnceNeverLeaveItOnAir() {
        Sheet draft = build(today.plusDays(2));
        CyclicBarrier start = new CyclicBarrier(2);
        CompletableFuture<String> publication = atOnce(start, () -> publishing.publish(List.of(draft.id()), scheduler));
        CompletableFuture<String> cut = atOnce(start, () -> until(today));

        assertThat(cut.join()).isEqualTo("done");
        assertThat(publication.join()).isIn("done", "sheet-media-not-usable", "conflict");
        QuarkusTransaction.requiringNew()
                .call(() -> sheets.published(wall.id(), today.plusDays(2)))
                .ifPresent(sheet -> assertThat(planned(sheet)).doesNotContain(film.sha256()));
    }

    @Test
    void whatIsOverIsNeitherSubmittedNorBooked() {
        until(today.minusDays(1));
        Campaign next = campaign(today, today.plusDays(1));

        assertRefused(ProblemType.MEDIA_NOT_USABLE, () -> booking.submit(next.id(), film.id(), submitter));
        assertRefused(
                ProblemType.MEDIA_NOT_USABLE,
                () -> booking.book(
                        campaign.id(), new SpotFacts(film.id(), 1, null, null, null, null, null), scheduler));
        Campaign later = campaign(today.plusDays(2), today.plusDays(3));
        Media short1 = AMedia.film(10, submitter);
        cataloguing.setRights(short1.id(), new Rights(null, null, today.plusDays(1), null), 0, scheduler);
        assertRefused(ProblemType.MEDIA_NOT_USABLE, () -> booking.submit(later.id(), short1.id(), submitter));
    }

    @Test
    void sheetThatWouldNameADamagedFileIsNotPublished() {
        Sheet draft = build(today.plusDays(1));
        scrub.look(film.sha256()); // there is no such file

        assertRefused(ProblemType.DELIVERY_MISSING, () -> publishing.publish(List.of(draft.id()), scheduler));
    }

    @Test
    void unitThatDidNotBringItWritesNothing() {
        Account stranger = Someone.with(Role.SUBMITTER);

        assertRefused(
                ProblemType.MEDIA_OF_ANOTHER_UNIT, () -> cataloguing.setRights(film.id(), Rights.NONE, 0, stranger));
        assertRefused(ProblemType.MEDIA_OF_ANOTHER_UNIT, () -> cataloguing.tag(film.id(), "别人的", stranger));
        assertRefused(
                ProblemType.MEDIA_OF_ANOTHER_UNIT,
                () -> cataloguing.tag(film.id(), "审核人的", Someone.with(Role.REVIEWER)));
        assertThat(cataloguing.tag(film.id(), "自己的", submitter).tags()).containsExactly("自己的");
    }

    @Test
    void secondWriterIsToldOfTheFirst() {
        until(today.plusDays(9));

        assertRefused(ProblemType.CONFLICT, () -> cataloguing.setRights(film.id(), Rights.NONE, 0, scheduler));
    }

    @Test
    void tagsThatCannotBeReadAreRefusedAndOthersAreTextAndNothingElse() {
        for (String wrong : new String[] {null, "", "  ", "a\nb", "\u202eabc", "\ud800", "\u0000", "字".repeat(41)}) {
            assertRefused(ProblemType.INVALID_INPUT, () -> cataloguing.tag(film.id(), wrong, scheduler));
        }
        String script = "<script>alert(1)</script>";
        cataloguing.tag(film.id(), script, scheduler);
        cataloguing.tag(film.id(), "\"'><b>", scheduler);
        SignedIn reader = SignedIn.cookieAs(Role.SCHEDULER);
        for (String page : List.of("/library/" + film.id() + "/card", "/media?tag=%3Cscript%3Ealert(1)%3C/script%3E")) {
            assertThat(reader.page().get(page).then().statusCode(200).extract().asString())
                    .contains("&lt;script&gt;")
                    .doesNotContain("<script>alert", "\"'><b>");
        }
        cataloguing.untag(film.id(), script, scheduler);
        assertThat(cataloguing.untag(film.id(), "\"'><b>", scheduler).tags()).isEmpty();
    }

    @Test
    void twentyTagsAreEnough() {
        for (int i = 0; i < 20; i++) {
            cataloguing.tag(film.id(), "标签" + i, scheduler);
        }
        cataloguing.tag(film.id(), "标签7", scheduler);
        assertRefused(ProblemType.TAGS_TOO_MANY, () -> cataloguing.tag(film.id(), "多了", scheduler));
    }

    @Test
    void rightsThatAreTooLongAreRefusedAndThoseThatAreWrittenAreInTheTrail() {
        assertThatThrownBy(() ->
                        cataloguing.setRights(film.id(), new Rights("字".repeat(201), null, null, null), 0, scheduler))
                .isInstanceOf(ConstraintViolationException.class);
        cataloguing.setRights(film.id(), new Rights("国家版权局", "合同 2023-17", today, null), 0, scheduler);

        assertThat(QuarkusTransaction.requiringNew().call(() -> auditTrail.newest(20)))
                .anySatisfy(entry -> {
                    assertThat(entry.deed()).isEqualTo("media.rights");
                    assertThat(entry.subject()).isEqualTo("media:" + film.id());
                    assertThat(entry.before()).doesNotContain("合同");
                    assertThat(entry.after()).contains("合同 2023-17");
                });
    }

    private void until(LocalDate day) {
        cataloguing.setRights(film.id(), new Rights(null, null, day, null), 0, scheduler);
    }

    private Campaign campaign(LocalDate from, LocalDate until) {
        return booking.create(
                new CampaignFacts("c-" + UUID.randomUUID(), "宣传", null, null, from, until, null, Set.of(wall.code())),
                scheduler);
    }

    private void book(Media media) {
        var review = booking.submit(campaign.id(), media.id(), submitter);
        booking.book(campaign.id(), new SpotFacts(media.id(), 1, null, null, null, null, null), scheduler);
        Reviewed.byAll(review);
    }

    private Sheet build(LocalDate date) {
        return building.build(wall.id(), date, scheduler);
    }

    private void publish(LocalDate date) {
        publishing.publish(List.of(build(date).id()), scheduler);
    }

    private Sheet published(LocalDate date) {
        return QuarkusTransaction.requiringNew()
                .call(() -> sheets.published(wall.id(), date).orElseThrow());
    }

    private static List<String> planned(Sheet sheet) {
        return SheetContent.read(sheet.gzipBody()).media();
    }
}
