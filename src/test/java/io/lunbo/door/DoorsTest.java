package io.lunbo.door;

import io.lunbo.access.Role;
import io.lunbo.dayplan.SheetContent;
import io.lunbo.testsupport.PlayedScreen;
import io.lunbo.testsupport.SignedIn;
import io.lunbo.testsupport.StoredMedia;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Players of other makers see what ours see, report each play once, and their address opens nothing else. */
@QuarkusTest
class DoorsTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String GARLIC = "GAPI/1.0 (UUID:12345678-1234; NAME:wall) garlic-linux/1.0 (MODEL:Garlic)";

    @Inject
    EntityManager entities;

    @Inject
    Clock clock;

    private final PlayedScreen wall = PlayedScreen.wall();
    private SignedIn operator;
    private String film;
    private SheetContent sheet;

    @BeforeEach
    void publish() throws Exception {
        operator = SignedIn.as(Role.PLAYOUT);
        film = StoredMedia.film(UUID.randomUUID().toString().getBytes());
        String other = StoredMedia.film(UUID.randomUUID().toString().getBytes());
        sheet = wall.published(wall.today(), 1, List.of(film, other));
    }

    @Test
    void garlicPlayerFindsEveryPlayOfTheDayAtItsTimeAndEveryFile() throws Exception {
        String index = open("SMIL").get(0);

        Response head = garlic().head(index);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.header("Content-Type")).isEqualTo("application/smil");
        assertThat(head.header("Last-Modified")).endsWith("GMT");
        Response got = garlic().get(index);
        assertThat(got.asByteArray()).hasSize(Integer.parseInt(head.header("Content-Length")));
        assertThat(got.header("ETag")).isEqualTo(head.header("ETag"));
        assertThat(got.header("Access-Control-Allow-Origin")).isEqualTo("*");
        String bare = head.header("ETag").replace("\"", "");
        for (String tag : List.of(bare, "W/" + bare, '"' + bare + '"', "\"x\", W/\"" + bare + '"')) {
            assertThat(garlic().header("If-None-Match", tag).get(index).statusCode())
                    .as(tag)
                    .isEqualTo(304);
            assertThat(garlic().header("If-None-Match", tag).head(index).statusCode())
                    .as(tag)
                    .isEqualTo(304);
        }
        assertThat(garlic().header("If-None-Match", "x" + bare).get(index).statusCode())
                .isEqualTo(200);

        Document smil = xml(got.asByteArray());
        List<Element> films = elements(smil, "video");
        assertThat(films).hasSize(2);
        Instant first = sheet.startOf(sheet.plays().get(0));
        assertThat(films.get(0).getAttribute("begin")).isEqualTo("wallclock(" + local(first) + ")");
        assertThat(films.get(0).getAttribute("end")).isEqualTo("wallclock(" + local(first.plusSeconds(10)) + ")");
        assertThat(logIds(films)).allSatisfy(id -> assertThat(id).matches("[0-9a-f]{64}/10000/[0-9a-f-]{36}/-"));
        assertThat(elements(smil, "action"))
                .hasSize(4)
                .allSatisfy(action -> assertThat(action.getTextContent()).endsWith("/logs"));
        for (Element prefetch : elements(smil, "prefetch")) {
            Response file = garlic().head(prefetch.getAttribute("src"));
            assertThat(file.statusCode()).as(prefetch.getAttribute("src")).isEqualTo(200);
            assertThat(file.header("Content-Type")).matches("(video|image)/.*");
            assertThat(file.header("Last-Modified")).isNotNull();
        }
        Response part = garlic().header("Range", "bytes=0-3").get(films.get(0).getAttribute("src"));
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.asByteArray()).hasSize(4);
    }

    @Test
    void samePlaysSentThreeTimesUnderThreeNamesAreCountedOnce() throws Exception {
        String index = open("SMIL").get(0);
        List<Element> films = elements(xml(garlic().get(index).asByteArray()), "video");
        Instant start = clock.instant().truncatedTo(ChronoUnit.SECONDS).minusSeconds(300);
        String log = log(logIds(films).get(0), local(start), local(start.plusSeconds(9)))
                + log(logIds(films).get(1), local(start.plusSeconds(10)), local(start.plusSeconds(14)))
                + log("advertisement", local(start), local(start.plusSeconds(9)))
                + log(logIds(films).get(0), "yesterday", local(start));
        String body = "<?xml version=\"1.0\"?><report xmlns=\"http://schemas.adfotain.org/adapi-1.0\"><player id=\"p\">"
                + "<contentPlayLog>" + log + "</contentPlayLog></player></report>";

        for (int i = 0; i < 3; i++) {
            Response put = garlic().contentType("application/xml")
                    .body(body)
                    .put(index.replace("index.smil", "logs/playlog-" + UUID.randomUUID() + ".xml"));
            assertThat(put.statusCode()).isEqualTo(200);
            assertThat(put.jsonPath().getInt(i == 0 ? "accepted" : "duplicate")).isEqualTo(2);
            assertThat(put.jsonPath().getInt("rejected")).isEqualTo(2);
        }

        assertThat(rows("select outcome from plays where screen_id = :screen order by started_at"))
                .containsExactly("COMPLETED", "PARTIAL");
        assertThat(rows("select reason from rejected_plays where screen_id = :screen order by reason"))
                .containsExactly("media-invalid", "started-at-invalid");
        assertThat(rows("select software from player_states where screen_id = :screen"))
                .containsExactly(GARLIC);
    }

    @Test
    void errorsOfThePlayerAreItsFaultsAndOtherReportsSignsOfLife() {
        String logs = open("SMIL").get(0).replace("index.smil", "logs/event.xml");
        put(
                        logs,
                        "<report><player id=\"p\"><playerEventLog><event><eventType>error</eventType><eventTime>"
                                + local(clock.instant()) + "</eventTime><eventName>FETCH_FAILED</eventName><metadata>"
                                + "<meta name=\"resourceURI\" content=\"a.mp4\"/></metadata></event></playerEventLog></player></report>")
                .then()
                .statusCode(200);
        put(logs, "<report><player id=\"p\"><systemInfo><cpu/></systemInfo></player></report>")
                .then()
                .statusCode(200);

        assertThat(rows("select faults from player_states where screen_id = :screen")
                        .get(0)
                        .toString())
                .contains("FETCH_FAILED", "a.mp4");
    }

    @Test
    void hostileReportsAreRefusedAndReadNothing() {
        String logs = open("SMIL").get(0).replace("index.smil", "logs/x.xml");
        String contentPlayed =
                "<contentPlayLog><contentPlayed><contentId>&e;</contentId></contentPlayed></contentPlayLog>";
        for (String bad : List.of(
                "",
                "no xml",
                "<other/>",
                "<report><contentPlayLog>",
                "<!DOCTYPE report [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><report>" + contentPlayed + "</report>",
                "<!DOCTYPE report [<!ENTITY e \"ha\">]><report>" + contentPlayed + "</report>",
                "<!DOCTYPE report SYSTEM \"http://127.0.0.1:1/x.dtd\"><report/>")) {
            Response answer = put(logs, bad);
            assertThat(answer.statusCode()).as(bad).isEqualTo(400);
            assertThat(answer.contentType()).startsWith("application/problem+json");
        }
        put(logs, "<report>" + " ".repeat(9 * 1024 * 1024) + "</report>").then().statusCode(413);
        assertThat(rows("select reason from rejected_plays where screen_id = :screen"))
                .isEmpty();
    }

    @Test
    void addressOpensItsOwnDoorOnlyAndIsClosedAlone() {
        String smil = open("SMIL").get(0);
        List<String> lists = open("LIST");
        String token = smil.split("/")[3];
        String listToken = lists.get(0).split("/")[3].replace(".m3u8", "");

        RestAssured.given()
                .auth()
                .oauth2(token)
                .get("/player/v1/manifest")
                .then()
                .statusCode(401);
        RestAssured.given().auth().oauth2(token).get("/api/v1/doors").then().statusCode(401);
        RestAssured.get("/player/m3u/" + token + ".m3u8").then().statusCode(404);
        RestAssured.get("/player/smil/" + listToken + "/index.smil").then().statusCode(404);
        put("/player/smil/" + listToken + "/logs/x.xml", "<report/>").then().statusCode(404);
        for (String stranger : List.of("ldr_x", "x", "%00", "..")) {
            Response answer = garlic().urlEncodingEnabled(false).get("/player/smil/" + stranger + "/index.smil");
            assertThat(answer.statusCode()).as(stranger).isIn(400, 404);
        }
        assertThat(garlic().get(smil.replace("index.smil", "media/" + "0".repeat(64) + ".mp4"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(rows("select count(*) from player_doors where token_sha256 = '" + token + "'")
                        .get(0)
                        .toString())
                .isEqualTo("0");

        String id = operator.api()
                .get("/api/v1/doors")
                .jsonPath()
                .getString("find { it.screenId == '" + wall.screen().id() + "' && it.kind == 'SMIL' }.id");
        operator.api().delete("/api/v1/doors/" + id).then().statusCode(204);
        garlic().get(smil).then().statusCode(404);
        RestAssured.get(lists.get(0)).then().statusCode(200);
        wall.asks().get("/player/v1/manifest").then().statusCode(200);
    }

    @Test
    void warningIsAPictureBehindEveryDoor_andOnlyWhileItHolds() throws Exception {
        String smil = open("SMIL").get(0);
        List<String> lists = open("LIST");
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        String order = operator.api()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "kind",
                        "NOTICE",
                        "screens",
                        List.of(wall.screen().code()),
                        "notice",
                        Map.of(
                                "category", "暴雨",
                                "level", "RED",
                                "startsAt", now.toString(),
                                "area", "荣昌区全境",
                                "warning", "%{pts} 'x':drawbox=0 " + "山洪、城镇内涝".repeat(20),
                                "measures", "停止户外活动，远离低洼地带",
                                "issuer", "荣昌区气象局",
                                "issuedAt", now.toString())))
                .post("/api/v1/takeovers")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        Element picture = elements(xml(garlic().get(smil).asByteArray()), "img").stream()
                .filter(one -> one.getAttribute("src").contains("/notices/"))
                .findFirst()
                .orElseThrow();
        assertThat(picture.getAttribute("begin")).isLessThanOrEqualTo("wallclock(" + local(clock.instant()) + ")");
        Response drawn = garlic().get(picture.getAttribute("src"));
        assertThat(drawn.contentType()).isEqualTo("image/png");
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(drawn.asByteArray()));
        assertThat((double) image.getWidth() / image.getHeight())
                .isCloseTo((double) wall.screen().widthPx() / wall.screen().heightPx(), within(0.01));
        assertThat(image.getRGB(4, 4)).as("the band of a red warning").isEqualTo(0xffd8131f);
        assertThat(bright(image)).as("points of letters").isGreaterThan(5000);
        assertThat(garlic().header("If-None-Match", drawn.header("ETag"))
                        .get(picture.getAttribute("src"))
                        .statusCode())
                .isEqualTo(304);
        assertThat(lists)
                .allSatisfy(list -> assertThat(RestAssured.get(list).asString()).contains("/notices/"));

        operator.api().delete("/api/v1/takeovers/" + order).then().statusCode(204);
        assertThat(garlic().get(picture.getAttribute("src")).statusCode()).isEqualTo(404);
        assertThat(garlic().get(smil).asString()).doesNotContain("/notices/");
    }

    private static long bright(BufferedImage image) {
        long bright = 0;
        for (int y = image.getHeight() / 4; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                bright += (image.getRGB(x, y) & 0xff) > 200 ? 1 : 0;
            }
        }
        return bright;
    }

    @Test
    void blackoutIsBlackBehindEveryDoorAndLogsNothing() throws Exception {
        String smil = open("SMIL").get(0);
        List<String> lists = open("LIST");
        String before = garlic().head(smil).header("ETag");
        SignedIn.cookieAs(Role.PLAYOUT)
                .page()
                .formParam("screen", wall.screen().code())
                .formParam("back", "/")
                .post("/takeovers/blackout")
                .then()
                .statusCode(303);

        Response after = garlic().get(smil);
        assertThat(after.header("ETag")).isNotEqualTo(before);
        String now = local(clock.instant());
        assertThat(elements(xml(after.asByteArray()), "img")).anySatisfy(black -> {
            assertThat(black.getAttribute("src")).endsWith("/black.png");
            assertThat(black.getAttribute("begin")).isLessThanOrEqualTo("wallclock(" + now + ")");
            assertThat(black.getAttribute("end")).isGreaterThan("wallclock(" + now + ")");
        });
        for (String list : lists) {
            String text = RestAssured.get(list).then().statusCode(200).extract().asString();
            assertThat(text).contains("/black.png").doesNotContain(".mp4");
        }
        assertThat(garlic().get(smil.replace("index.smil", "black.png")).asByteArray())
                .startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void pageOpensAndClosesDoorsAndSaysWhatIsMissing() {
        SignedIn browser = SignedIn.cookieAs(Role.SCHEDULER);
        browser.page().get("/doors").then().statusCode(200);
        String wrong = browser.page()
                .formParam("screen", "nowhere")
                .formParam("kind", "SMIL")
                .formParam("name", "门口的盒子")
                .post("/doors")
                .then()
                .statusCode(422)
                .extract()
                .asString();
        assertThat(wrong).contains("门口的盒子").contains("请选择屏幕");
        String made = browser.page()
                .formParam("screen", wall.screen().code())
                .formParam("kind", "LIST")
                .formParam("name", "门口的盒子")
                .post("/doors")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(made).contains(".m3u8").contains(".xspf");
        SignedIn.cookieAs(Role.INSPECTOR).page().get("/doors").then().statusCode(403);
        operator.api()
                .contentType(ContentType.JSON)
                .body(Map.of("kind", "SMIL", "screen", "nowhere", "name", "x"))
                .post("/api/v1/doors")
                .then()
                .statusCode(422);
    }

    private List<String> open(String kind) {
        return operator.api()
                .contentType(ContentType.JSON)
                .body(Map.of("kind", kind, "screen", wall.screen().code(), "name", "box"))
                .post("/api/v1/doors")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getList("paths");
    }

    private static RequestSpecification garlic() {
        return RestAssured.given().header("User-Agent", "Mozilla/5.0").header("X-Signage-Agent", GARLIC);
    }

    private static Response put(String path, String body) {
        return garlic().contentType("text/xml").body(body).put(path);
    }

    private static String log(String contentId, String start, String end) {
        return "<contentPlayed><contentId>" + contentId + "</contentId><startTime>" + start + "</startTime><endTime>"
                + end + "</endTime></contentPlayed>";
    }

    private static String local(Instant instant) {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx").format(instant.atZone(ZONE));
    }

    private static Document xml(byte[] bytes) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
    }

    private static List<Element> elements(Document document, String name) {
        NodeList nodes = document.getElementsByTagNameNS("*", name);
        List<Element> found = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }

    private static List<String> logIds(List<Element> items) {
        return items.stream()
                .map(item -> (Element) item.getElementsByTagNameNS("*", "param").item(0))
                .map(param -> param.getAttribute("value"))
                .toList();
    }

    private List<String> rows(String sql) {
        return QuarkusTransaction.requiringNew().call(() -> {
            var query = entities.createNativeQuery(sql);
            if (sql.contains(":screen")) {
                query.setParameter("screen", wall.screen().id());
            }
            List<?> found = query.getResultList();
            return found.stream().map(String::valueOf).toList();
        });
    }
}
