package io.lunbo.feed;

import io.lunbo.access.Role;
import io.lunbo.campaign.Campaign;
import io.lunbo.media.Media;
import io.lunbo.schedule.Sheet;
import io.lunbo.schedule.SheetBuilding;
import io.lunbo.schedule.SheetPublishing;
import io.lunbo.screen.Screen;
import io.lunbo.testsupport.ABooking;
import io.lunbo.testsupport.AScreen;
import io.lunbo.testsupport.SignedIn;
import io.lunbo.testsupport.Someone;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import static org.assertj.core.api.Assertions.assertThat;

/** What leaves the house says what the sheet says, and a calendar's address opens its calendar and nothing else. */
@QuarkusTest
class CalendarFeedTest {
    @Inject
    SheetBuilding building;

    @Inject
    SheetPublishing publishing;

    @Inject
    EntityManager entities;

    @Inject
    Clock clock;

    private SignedIn scheduler;
    private Screen wall;
    private Campaign campaign;
    private Media film;
    private Sheet sheet;

    @BeforeEach
    void publishTomorrow() {
        scheduler = SignedIn.as(Role.SCHEDULER);
        wall = AScreen.wall("08:00-09:00", scheduler.account());
        LocalDate tomorrow =
                LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai")).plusDays(1);
        campaign = ABooking.campaign(wall, tomorrow, tomorrow.plusDays(2), scheduler.account());
        film = ABooking.film(campaign, 30, Someone.with(Role.SUBMITTER), scheduler.account());
        sheet = building.build(wall.id(), tomorrow, scheduler.account());
        publishing.publish(List.of(sheet.id()), scheduler.account());
    }

    @Test
    void calendarTellsInWordsWhatPlaysAndItsAddressIsKeptAsAHashOnly() {
        String path = open("SCREEN", wall.code());
        String text = calendar(path);

        assertThat(text.replace("\r\n ", ""))
                .contains(film.title() + " × 120 次（60 分钟）")
                .contains(wall.name());
        assertThat(text.split("BEGIN:VEVENT")).hasSize(2);
        String token = path.split("/")[2];
        Object kept = QuarkusTransaction.requiringNew()
                .call(() -> entities.createNativeQuery(
                                "select count(*) from feed_addresses where token_sha256 = :token or name like :token")
                        .setParameter("token", token)
                        .getSingleResult());
        assertThat(((Number) kept).intValue()).isZero();
        RestAssured.given().auth().oauth2(token).get("/api/v1/screens").then().statusCode(401);
        RestAssured.given()
                .auth()
                .oauth2(token)
                .get("/player/v1/manifest")
                .then()
                .statusCode(401);
    }

    @Test
    void revokedAddressIsGoneAndOthersStay() {
        String screens = open("SCREEN", wall.code());
        String campaigns = open("CAMPAIGN", campaign.code());
        assertThat(calendar(campaigns).replace("\r\n ", ""))
                .contains("DTSTART;VALUE=DATE:" + campaign.from().toString().replace("-", ""))
                .contains(film.title());
        String id = scheduler
                .api()
                .get("/api/v1/feeds")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("find { it.subject == '" + wall.id() + "' }.id");

        scheduler.api().delete("/api/v1/feeds/" + id).then().statusCode(204);

        RestAssured.given().get(screens).then().statusCode(404);
        calendar(campaigns);
        SignedIn browser = SignedIn.cookieAs(Role.SCHEDULER);
        assertThat(browser.page()
                        .formParam("subject", "SCREEN:" + wall.code())
                        .formParam("name", "值班室")
                        .post("/calendars")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .contains("/calendar.ics");
        browser.page().formParam("subject", "x").post("/calendars").then().statusCode(422);
        browser.page().get("/calendars").then().statusCode(200);
    }

    @Test
    void runningOrderIsTheSheetInEveryForm() throws Exception {
        SignedIn reader = SignedIn.cookieAs(Role.INSPECTOR);
        String address = "/running-orders/" + sheet.id();
        byte[] pdf = reader.page()
                .accept("*/*")
                .get(address + "/sheet.pdf")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");

        byte[] xlsx = reader.page()
                .accept("*/*")
                .get(address + "/sheet.xlsx")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(xlsx))) {
            List<Row> rows = book.getFirstSheet().read();
            assertThat(rows.get(rows.size() - 1).getCellText(0)).isEqualTo("120");
            assertThat(rows.get(rows.size() - 120).getCellText(1)).isEqualTo("08:00:00");
            assertThat(rows.get(rows.size() - 1).getCellText(3)).isEqualTo(film.title());
        }

        byte[] smil = reader.page()
                .accept("*/*")
                .get(address + "/sheet.smil")
                .then()
                .statusCode(200)
                .contentType("application/smil")
                .extract()
                .asByteArray();
        var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(smil));
        NodeList films = document.getElementsByTagName("video");
        assertThat(films.getLength()).isEqualTo(120);
        Element first = (Element) films.item(0);
        assertThat(first.getAttribute("begin")).isEqualTo("wallclock(" + sheet.date() + "T08:00:00.000+08:00)");
        assertThat(first.getAttribute("end")).isEqualTo("wallclock(" + sheet.date() + "T08:00:30.000+08:00)");
        assertThat(((Element) first.getElementsByTagName("param").item(0)).getAttribute("name"))
                .isEqualTo("logContentId");
        assertThat(reader.page()
                        .get("/sheets/" + sheet.id())
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .contains(address + "/sheet.pdf");
    }

    private String open(String kind, String code) {
        return scheduler
                .api()
                .contentType(ContentType.JSON)
                .body(Map.of("kind", kind, "code", code, "name", "值班室"))
                .post("/api/v1/feeds")
                .then()
                .statusCode(201)
                .extract()
                .path("path");
    }

    private static String calendar(String path) {
        return RestAssured.given()
                .get(path)
                .then()
                .statusCode(200)
                .contentType("text/calendar;charset=UTF-8")
                .extract()
                .asString();
    }
}
