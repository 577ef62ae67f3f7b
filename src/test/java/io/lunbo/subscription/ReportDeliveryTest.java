package io.lunbo.subscription;

import io.lunbo.access.Role;
import io.lunbo.campaign.Campaign;
import io.lunbo.testsupport.ABooking;
import io.lunbo.testsupport.APairedScreen;
import io.lunbo.testsupport.SignedIn;
import io.lunbo.web.Problem;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.MockMailbox;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

/** Reports come by themselves, once for each period, to everybody who waits for them. */
@QuarkusTest
class ReportDeliveryTest {
    @Inject
    Subscriptions subscriptions;

    @Inject
    ReportDelivery delivery;

    @Inject
    MockMailbox mailbox;

    @Inject
    EntityManager entities;

    private SignedIn inspector;
    private APairedScreen screen;
    private final String one = "one-" + UUID.randomUUID() + "@example.org";
    private final String two = "two-" + UUID.randomUUID() + "@example.org";

    @BeforeEach
    void somebodyAndAScreen() {
        inspector = SignedIn.cookieAs(Role.INSPECTOR, Role.SCHEDULER);
        screen = APairedScreen.wall();
    }

    @Test
    void reportOfAWeekIsIssuedAndMailedOnceToEachWithItsFiles() {
        LocalDate today = subscriptions.today();
        UUID id = make(null, Rhythm.WEEKLY);
        due(id, today);

        delivery.run();
        delivery.run();

        for (String person : List.of(one, two)) {
            Mail mail =
                    assertThat(mailbox.getMailsSentTo(person)).singleElement().actual();
            assertThat(mail.getSubject())
                    .contains(screen.screen().name())
                    .contains(today.minusDays(1).toString());
            assertThat(mail.getText()).contains("SHA-256").contains("/verify/reports");
            assertThat(mail.getAttachments()).hasSize(2);
            assertThat(start(mail, 0)).startsWith("%PDF");
            assertThat(start(mail, 1)).startsWith("PK");
        }
        Subscription after = known(id);
        assertThat(after.nextOn()).isEqualTo(Rhythm.WEEKLY.after(today, null));
        assertThat(after.failure()).isNull();
        assertThat(inspector.page().get("/reports/" + after.lastReport()).asString())
                .contains(today.minusWeeks(1).toString());
        assertThat(inspector.page().get("/report-subscriptions").asString()).contains(one);
    }

    @Test
    void closingReportComesOnceAfterTheCampaignAndNothingAfterIt() {
        LocalDate today = subscriptions.today();
        Campaign campaign =
                ABooking.campaign(screen.screen(), today.minusDays(9), today.minusDays(1), inspector.account());
        assertThatThrownBy(() -> make(campaign.code(), Rhythm.AT_END))
                .as("it is over")
                .isInstanceOf(Problem.class);
        UUID id = make(until(campaign, today).code(), Rhythm.AT_END);
        due(id, today);
        until(campaign, today.minusDays(1));

        delivery.run();

        assertThat(mailbox.getMailsSentTo(one)).hasSize(1);
        assertThat(mailbox.getMailsSentTo(one).get(0).getSubject())
                .contains(today.minusDays(9).toString())
                .contains(today.minusDays(1).toString());
        assertThat(known(id).nextOn()).isNull();
    }

    private Campaign until(Campaign campaign, LocalDate until) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createQuery("update Campaign set untilDate = :until where id = :id")
                        .setParameter("until", until)
                        .setParameter("id", campaign.id())
                        .executeUpdate());
        return campaign;
    }

    @Test
    void everyDayOfACampaignIsReportedAndNoOther() {
        LocalDate first = LocalDate.of(2024, 2, 27);
        LocalDate last = LocalDate.of(2024, 3, 1);
        for (Rhythm rhythm : List.of(Rhythm.DAILY, Rhythm.WEEKLY, Rhythm.MONTHLY)) {
            LocalDate expected = first;
            LocalDate end = rhythm.after(last, last);
            for (LocalDate due = rhythm.after(first, last); !due.isAfter(end); due = rhythm.after(due, last)) {
                Rhythm.Period period = rhythm.before(due, first, last);
                assertThat(period.from()).as("%s due %s", rhythm, due).isEqualTo(expected);
                expected = period.until().plusDays(1);
            }
            assertThat(expected).as("%s", rhythm).isEqualTo(last.plusDays(1));
        }
        assertThat(Rhythm.AT_END.after(first, last)).isEqualTo(last.plusDays(1));
        assertThat(Rhythm.AT_END.before(last.plusDays(1), first, last)).isEqualTo(new Rhythm.Period(first, last));
    }

    @Test
    void whatMakesNoSenseIsRefusedBesideItsField() {
        for (String recipients : List.of("", "no address", "a@b, c", "x".repeat(100) + "@example.org", "a\u0000@b")) {
            assertThat(post("", screen.code(), "DAILY", recipients))
                    .as(recipients)
                    .isEqualTo(422);
        }
        assertThat(post("", "", "DAILY", one)).isEqualTo(422);
        assertThat(post("", screen.code(), "HOURLY", one)).isEqualTo(422);
        assertThat(post("none", "", "DAILY", one)).isEqualTo(404);
        assertThat(post("", screen.code(), "AT_END", one)).isEqualTo(422);
        assertThat(post("", screen.code(), "DAILY", one + "\n" + two)).isEqualTo(303);
        assertThat(SignedIn.cookieAs(Role.SUBMITTER)
                        .page()
                        .get("/report-subscriptions")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void programsMakeAndEndThemAsPeopleDo() {
        SignedIn program = SignedIn.as(Role.INSPECTOR);
        String id = program.api()
                .contentType(ContentType.JSON)
                .body(Map.of("screen", screen.code(), "rhythm", "DAILY", "recipients", List.of(one, two)))
                .post("/api/v1/report-subscriptions")
                .then()
                .statusCode(201)
                .body("recipients", equalTo(List.of(one, two)))
                .extract()
                .path("id");
        program.api().get("/api/v1/report-subscriptions").then().body("id", hasItem(id));
        due(UUID.fromString(id), subscriptions.today());
        program.api()
                .post("/api/v1/report-subscriptions/" + id + "/end")
                .then()
                .statusCode(200)
                .body("nextOn", nullValue())
                .body("endedAt", notNullValue());

        delivery.run();

        assertThat(mailbox.getMailsSentTo(one)).isEmpty();
        for (List<String> unreadable : List.of(List.<String>of(), List.of("nobody"), List.of("a@b\nc@d.example"))) {
            assertThat(program.api()
                            .contentType(ContentType.JSON)
                            .body(Map.of("screen", screen.code(), "rhythm", "DAILY", "recipients", unreadable))
                            .post("/api/v1/report-subscriptions")
                            .statusCode())
                    .as("%s", unreadable)
                    .isIn(400, 422);
        }
    }

    @Test
    void endedOneComesNoMore() {
        UUID id = make(null, Rhythm.DAILY);
        due(id, subscriptions.today());
        assertThat(inspector.page().post("/report-subscriptions/" + id + "/end").statusCode())
                .isEqualTo(303);

        delivery.run();

        assertThat(mailbox.getMailsSentTo(one)).isEmpty();
        assertThat(known(id).lastReport()).isNull();
    }

    private int post(String campaign, String of, String rhythm, String recipients) {
        return inspector
                .page()
                .formParam("campaign", campaign)
                .formParam("screen", of)
                .formParam("rhythm", rhythm)
                .formParam("recipients", recipients)
                .post("/report-subscriptions")
                .statusCode();
    }

    private UUID make(String campaign, Rhythm rhythm) {
        return subscriptions
                .make(
                        new Subscriptions.Wanted(
                                campaign, campaign == null ? screen.code() : null, rhythm, one + ", " + two),
                        inspector.account())
                .id();
    }

    private void due(UUID id, LocalDate day) {
        QuarkusTransaction.requiringNew().run(() -> subscriptions.findById(id).skipped(day));
    }

    private Subscription known(UUID id) {
        return QuarkusTransaction.requiringNew().call(() -> subscriptions.findById(id));
    }

    private static String start(Mail mail, int attachment) {
        List<Byte> data = Multi.createFrom()
                .publisher(mail.getAttachments().get(attachment).getData())
                .select()
                .first(4)
                .collect()
                .asList()
                .await()
                .indefinitely();
        StringBuilder start = new StringBuilder();
        data.forEach(one -> start.append((char) (byte) one));
        return start.toString();
    }
}
