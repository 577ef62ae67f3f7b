package io.lunbo.outsmart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lunbo.access.Role;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.Spot;
import io.lunbo.campaign.SpotRepository;
import io.lunbo.playlog.Plays;
import io.lunbo.testsupport.ABooking;
import io.lunbo.testsupport.APairedScreen;
import io.lunbo.testsupport.SignedIn;
import io.lunbo.testsupport.Someone;
import io.lunbo.web.WireTime;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.StringReader;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** The file is read by the rules of the specification, field by field, and is not made where a number is missing. */
@QuarkusTest
class PlayoutFileTest {
    @Inject
    Clock clock;

    @Inject
    SpotRepository spots;

    private SignedIn scheduler;
    private APairedScreen screen;
    private Campaign campaign;
    private Spot spot;
    private LocalDate day;
    private int frame;

    @BeforeEach
    void play() {
        scheduler = SignedIn.as(Role.SCHEDULER);
        screen = APairedScreen.wall("Asia/Kathmandu");
        day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(3);
        campaign = ABooking.campaign(screen.screen(), day, day.plusDays(1), scheduler.account());
        ABooking.film(campaign, 15, Someone.with(Role.SUBMITTER), scheduler.account());
        spot = QuarkusTransaction.requiringNew().call(() -> spots.of(campaign).get(0));
        frame = 1_000_000_000 + ThreadLocalRandom.current().nextInt(1_000_000_000);
    }

    @Test
    void everyPlayIsARecordOfTheSpecificationAndNothingElseIs() throws Exception {
        Instant noon = day.atTime(12, 0).toInstant(ZoneOffset.UTC);
        List<JsonNode> sent = new Plays(new Random(7), noon.plusSeconds(30 * 3600)).list(400);
        for (JsonNode play : sent) {
            ((ObjectNode) play).put("spot", spot.id().toString());
        }
        send(sent);
        send(new Plays(new Random(1), noon.plusSeconds(30 * 3600)).list(20)); // of no campaign
        numbers();

        String text = file("").then().statusCode(200).extract().asString();
        assertThat(text).endsWith("\n").doesNotContain("\r").doesNotStartWith("\ufeff");
        Map<String, JsonNode> expected = new HashMap<>();
        sent.stream()
                .filter(play -> !play.get("outcome").textValue().equals("FAILED"))
                .filter(play -> onDays(play))
                .forEach(play -> expected.put(play.get("id").textValue(), play));
        assertThat(expected).hasSizeGreaterThan(100);
        for (CSVRecord line : CSVFormat.RFC4180.parse(new StringReader(text))) {
            assertThat(line.size()).isEqualTo(19);
            JsonNode play = expected.remove(line.get(18));
            assertThat(play).as(line.get(18)).isNotNull();
            assertThat(line.get(0)).isEqualTo(Integer.toString(frame)).matches("\\d{10}");
            assertThat(Instant.parse(line.get(1) + "Z"))
                    .isEqualTo(Instant.parse(play.get("startedAt").textValue()));
            assertThat(line.get(2)).isEqualTo("+05:45");
            assertThat(line.get(5)).isEqualTo(play.get("durationMs").asText());
            assertThat(List.of(line.get(3), line.get(4), line.get(6), line.get(15), line.get(16)))
                    .containsOnly("");
            assertThat(line.get(7)).isEqualTo("A \"big\", order");
            assertThat(line.get(8)).isEqualTo(spot.id().toString());
            assertThat(List.of(line.get(9), line.get(10), line.get(11), line.get(12)))
                    .containsExactly("17", "", "2147483647", "");
            assertThat(line.get(13)).isEqualTo(play.get("media").textValue());
            assertThat(line.get(14)).isNotBlank().hasSizeLessThanOrEqualTo(128);
            assertThat(line.get(17)).isEqualTo(screen.playerId().toString());
        }
        assertThat(expected).isEmpty();
        assertThat(file("?from=" + day.plusDays(30) + "&until=" + day.plusDays(31))
                        .asString())
                .isEmpty();
    }

    @Test
    void nothingIsMadeWhereANumberIsMissing_andThePageSaysWhich() {
        Instant noon = day.atTime(12, 0).toInstant(ZoneOffset.UTC);
        List<JsonNode> sent = new Plays(new Random(7), noon.plusSeconds(30 * 3600)).list(3);
        sent.forEach(play -> ((ObjectNode) play)
                .put("spot", spot.id().toString())
                .put("startedAt", WireTime.format(noon))
                .put("outcome", "COMPLETED"));
        send(List.of(sent.get(0)));

        file("").then().statusCode(422).body("type", equalTo("outsmart-order-missing"));
        order(null).then().statusCode(200);
        order(null).then().statusCode(428);
        order("\"7\"").then().statusCode(412);
        file("").then()
                .statusCode(422)
                .body("type", equalTo("frame-ids-missing"))
                .body("screens", equalTo(List.of(screen.code())));
        String page = SignedIn.cookieAs(Role.INSPECTOR)
                .page()
                .get("/outsmart/campaigns/" + campaign.code() + "/playout.csv")
                .then()
                .statusCode(422)
                .extract()
                .asString();
        assertThat(page).contains(screen.screen().name(), "还没有画面编号");

        for (Object bad : new Object[] {999_999_999, 0, -5}) {
            setFrame(bad).then().statusCode(422).body("type", equalTo("frame-id-wrong"));
        }
        setFrame(3_000_000_000L).then().statusCode(400);
        setFrame(frame).then().statusCode(204);
        file("").then().statusCode(200);
        file("?from=soon").then().statusCode(400);
        file("?from=2023-04-21&until=2023-04-20").then().statusCode(400);

        APairedScreen other = APairedScreen.wall();
        scheduler
                .api()
                .contentType(ContentType.JSON)
                .body(Map.of("frameId", frame))
                .put("/api/v1/outsmart/frames/" + other.code())
                .then()
                .statusCode(409)
                .body("type", equalTo("frame-id-taken"));
        SignedIn.as(Role.INSPECTOR)
                .api()
                .contentType(ContentType.JSON)
                .body(Map.of("frameId", frame))
                .put("/api/v1/outsmart/frames/" + other.code())
                .then()
                .statusCode(403);
    }

    @Test
    void pageKeepsWhatWasTypedAndSaysWhatIsWrongBesideIt() {
        SignedIn person = SignedIn.cookieAs(Role.SCHEDULER);
        String address = "/outsmart/campaigns/" + campaign.code();
        String page = person.page()
                .formParam("orderId", "Bestellung <7>")
                .formParam("buyerId", "viele")
                .formParam("brandId", "99999999999")
                .post(address)
                .then()
                .statusCode(422)
                .extract()
                .asString();
        assertThat(page).contains("Bestellung &lt;7&gt;", "请填写 1 至 2147483647 的整数");
        person.page()
                .formParam("orderId", "B7")
                .formParam("buyerId", "1")
                .formParam("brandId", "2")
                .post(address)
                .then()
                .statusCode(303);
        person.page()
                .formParam("orderId", "B8")
                .formParam("buyerId", "1")
                .formParam("brandId", "2")
                .post(address)
                .then()
                .statusCode(409);
        assertThat(person.page()
                        .formParam("frameId", "12<")
                        .post("/outsmart/frames/" + screen.code())
                        .then()
                        .statusCode(422)
                        .extract()
                        .asString())
                .contains("value=\"12&lt;\"", "10 位数字");
        person.page()
                .formParam("frameId", Integer.toString(frame))
                .post("/outsmart/frames/" + screen.code())
                .then()
                .statusCode(303);
        assertThat(person.page()
                        .get("/outsmart?campaign=" + campaign.code())
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .contains("value=\"B7\"", Integer.toString(frame));
    }

    private boolean onDays(JsonNode play) {
        Instant began = Instant.parse(play.get("startedAt").textValue());
        LocalDate date = LocalDate.ofInstant(began, screen.screen().timeZone());
        return !date.isBefore(campaign.from()) && !date.isAfter(campaign.until());
    }

    private void numbers() {
        order(null).then().statusCode(200);
        setFrame(frame).then().statusCode(204);
    }

    private Response order(String seen) {
        var request = scheduler
                .api()
                .contentType(ContentType.JSON)
                .body(Map.of("orderId", "A \"big\", order", "buyerId", 17, "brandId", Integer.MAX_VALUE));
        return (seen == null ? request : request.header("If-Match", seen))
                .put("/api/v1/outsmart/campaigns/" + campaign.code());
    }

    private Response setFrame(Object frameId) {
        return scheduler
                .api()
                .contentType(ContentType.JSON)
                .body(Map.of("frameId", frameId))
                .put("/api/v1/outsmart/frames/" + screen.code());
    }

    private Response file(String query) {
        return scheduler.api().get("/api/v1/outsmart/campaigns/" + campaign.code() + "/playout.csv" + query);
    }

    private void send(List<JsonNode> plays) {
        RestAssured.given()
                .auth()
                .oauth2(screen.token())
                .contentType(ContentType.JSON)
                .body(Map.of("plays", plays))
                .post("/player/v1/plays")
                .then()
                .statusCode(200)
                .body("rejected", equalTo(0));
    }
}
