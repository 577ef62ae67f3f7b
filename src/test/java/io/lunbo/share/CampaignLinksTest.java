package io.lunbo.share;

import io.lunbo.access.Role;
import io.lunbo.campaign.Campaign;
import io.lunbo.testsupport.ABooking;
import io.lunbo.testsupport.APairedScreen;
import io.lunbo.testsupport.SignedIn;
import io.lunbo.web.Problem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

/** A link opens one campaign, to anybody who has it, until its day is over or it is revoked. */
@QuarkusTest
class CampaignLinksTest {
    @Inject
    CampaignLinks links;

    @Inject
    EntityManager entities;

    @Inject
    Clock clock;

    @Test
    void opensItsCampaignUntilItIsOverOrRevokedAndRemembersVisits() {
        SignedIn inspector = SignedIn.registered(false, Role.INSPECTOR, Role.SCHEDULER);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Campaign campaign =
                ABooking.campaign(APairedScreen.wall().screen(), today, today.plusDays(2), inspector.account());
        CampaignLinks.Made made = links.make(campaign.code(), "区市场监管局", today, inspector.account());

        SignedIn.browser()
                .get(made.path())
                .then()
                .statusCode(200)
                .header("Referrer-Policy", "no-referrer")
                .body(containsString(campaign.name()))
                .body(not(containsString("href=\"/inspect")));
        assertThat(visits(made)).isEqualTo(1);
        SignedIn.browser().get(made.path() + "x").then().statusCode(404);

        past(made, today.minusDays(1));
        SignedIn.browser().get(made.path()).then().statusCode(404);
        past(made, today);
        links.revoke(made.link().id(), inspector.account());
        SignedIn.browser().get(made.path()).then().statusCode(404);
        assertThat(visits(made)).isEqualTo(1);
    }

    @Test
    void programsOpenListAndRevokeThemAsPeopleDo() {
        SignedIn inspector = SignedIn.as(Role.INSPECTOR, Role.SCHEDULER);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Campaign campaign = ABooking.campaign(APairedScreen.wall().screen(), today, today, inspector.account());
        Map<String, String> wanted = Map.of("campaign", campaign.code(), "name", "区城管局", "until", today.toString());
        JsonPath made = inspector
                .api()
                .contentType(ContentType.JSON)
                .body(wanted)
                .post("/api/v1/campaign-links")
                .then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .extract()
                .jsonPath();
        String id = made.getString("id");
        SignedIn.browser().get(made.getString("path")).then().statusCode(200);
        inspector
                .api()
                .get("/api/v1/campaign-links")
                .then()
                .body("find { it.id == '%s' }.visits".formatted(id), equalTo(1))
                .body("find { it.id == '%s' }.path".formatted(id), nullValue());

        inspector.api().delete("/api/v1/campaign-links/" + id).then().statusCode(204);
        SignedIn.browser().get(made.getString("path")).then().statusCode(404);
        for (String missing : wanted.keySet()) {
            Map<String, String> less = new HashMap<>(wanted);
            less.remove(missing);
            inspector
                    .api()
                    .contentType(ContentType.JSON)
                    .body(less)
                    .post("/api/v1/campaign-links")
                    .then()
                    .statusCode(400)
                    .body("violations.field", equalTo(List.of(missing)));
        }
    }

    @Test
    void isNotMadeWithoutAnEndOrAReader() {
        SignedIn inspector = SignedIn.registered(false, Role.INSPECTOR, Role.SCHEDULER);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Campaign campaign = ABooking.campaign(APairedScreen.wall().screen(), today, today, inspector.account());
        for (LocalDate until : new LocalDate[] {null, today.minusDays(1), today.plusDays(401)}) {
            assertThatThrownBy(() -> links.make(campaign.code(), "x", until, inspector.account()))
                    .isInstanceOf(Problem.class);
        }
        assertThatThrownBy(() -> links.make(campaign.code(), " ", today, inspector.account()))
                .isInstanceOf(Problem.class);
    }

    private long visits(CampaignLinks.Made made) {
        return links.all().stream()
                .filter(one -> one.link().id().equals(made.link().id()))
                .findFirst()
                .orElseThrow()
                .visits();
    }

    private void past(CampaignLinks.Made made, LocalDate until) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("update campaign_links set until_date = :until where id = :id")
                        .setParameter("until", until)
                        .setParameter("id", made.link().id())
                        .executeUpdate());
    }
}
