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
import java.util.regex.Pattern;
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
    private static final List<String> MANY_SCREENS = List.of("""
            insert into screens (id, code, name, kind, width_px, height_px, color, time_zone, hours, unit_id, active, version)
            select uuid(), concat(code, '-', seq), concat('街屏 ', lpad(seq, 3, '0'), if(seq % 10 = 0, ' North', ''), ' <b>&'), kind,
              width_px, height_px, color, time_zone, hours, unit_id, false, 0 from screens, seq_1_to_130 where code = :code""", """
            insert into tally_days select :today, id, :campaign, 10, 9, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 150000, 135000, 9, 9, 0, 0, 0, 0, 0,
              0, 135000 from screens where code like concat(:code, '-%')""");

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
    void headsAndWhatABrowserFetchesInAdvanceAreNoVisits() {
        SignedIn inspector = SignedIn.registered(false, Role.INSPECTOR, Role.SCHEDULER);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Campaign campaign = ABooking.campaign(APairedScreen.wall().screen(), today, today, inspector.account());
        CampaignLinks.Made made = links.make(campaign.code(), "区市场监管局", today, inspector.account());

        SignedIn.browser().head(made.path()).then().statusCode(200);
        for (String header : List.of("Sec-Purpose", "Purpose")) {
            for (String purpose : List.of("prefetch", "prefetch;prerender", "Prefetch")) {
                SignedIn.browser()
                        .header(header, purpose)
                        .get(made.path())
                        .then()
                        .statusCode(200);
            }
        }
        SignedIn.browser().get(made.path() + "?page=x").then().statusCode(400);
        assertThat(visits(made)).as("nobody has read it").isZero();

        SignedIn.browser()
                .header("Sec-Purpose", "other")
                .get(made.path())
                .then()
                .statusCode(200);
        SignedIn.browser().get(made.path()).then().statusCode(200);
        assertThat(visits(made)).isEqualTo(2);
    }

    @Test
    void manyScreensStandOnPagesAndTheSumsAreOfAllOfThem() {
        SignedIn inspector = SignedIn.registered(false, Role.INSPECTOR, Role.SCHEDULER);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        APairedScreen wall = APairedScreen.wall();
        Campaign campaign = ABooking.campaign(wall.screen(), today, today.plusDays(1), inspector.account());
        fill(wall, campaign, today);
        CampaignLinks.Made made = links.make(campaign.code(), "区城管局", today, inspector.account());

        String first = page(made, "");
        assertThat(screens(first)).hasSize(60).startsWith("街屏 001 &lt;b&gt;&amp;");
        assertThat(first).contains("?q=&amp;page=1#screens").doesNotContain("page=-1", "page=0#");
        String second = page(made, "?q=&page=1");
        assertThat(screens(second)).hasSize(60).doesNotContainAnyElementsOf(screens(first));
        assertThat(second).contains("?q=&amp;page=0#screens", "?q=&amp;page=2#screens");
        String last = page(made, "?page=2");
        assertThat(screens(last)).hasSize(10);
        assertThat(last).contains("?q=&amp;page=1#screens").doesNotContain("page=3#");
        assertThat(screens(page(made, "?page=999"))).isEqualTo(screens(last));
        assertThat(screens(page(made, "?q=nORTH"))).hasSize(13).allMatch(name -> name.contains("North"));
        assertThat(screens(page(made, "?q=North&page=7"))).hasSize(13);
        assertThat(page(made, "?q=%22%3E%3Cscript%3E"))
                .contains("没有名称相符的屏幕", "value=\"&quot;&gt;&lt;script&gt;\"")
                .doesNotContain("><script>");
        for (String asked : List.of("", "?page=2", "?q=North", "?q=none")) {
            assertThat(page(made, asked))
                    .as(asked)
                    .contains("1170 / 1300", "90.0 %")
                    .doesNotContain("href=\"/inspect", made.token());
        }
        for (String odd : List.of("x", "-1", "1.5", "99999999999999999999")) {
            SignedIn.browser().get(made.path() + "?page=" + odd).then().statusCode(400);
        }
    }

    private void fill(APairedScreen like, Campaign campaign, LocalDate today) {
        QuarkusTransaction.requiringNew().run(() -> {
            entities.createNativeQuery(MANY_SCREENS.get(0))
                    .setParameter("code", like.code())
                    .executeUpdate();
            entities.createNativeQuery(MANY_SCREENS.get(1))
                    .setParameter("code", like.code())
                    .setParameter("today", today)
                    .setParameter("campaign", campaign.id().toString())
                    .executeUpdate();
        });
    }

    private static String page(CampaignLinks.Made made, String query) {
        return SignedIn.browser()
                .urlEncodingEnabled(false)
                .get(made.path() + query)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static List<String> screens(String page) {
        int begin = page.indexOf("id=\"screens\"");
        return Pattern.compile("<td class=\"report-title\">([^<]*)</td>")
                .matcher(page.substring(begin, page.indexOf("</section>", begin)))
                .results()
                .map(found -> found.group(1))
                .toList();
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
