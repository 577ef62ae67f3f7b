package io.lunbo.drop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lunbo.access.Role;
import io.lunbo.outbound.OutsidePost;
import io.lunbo.testsupport.PlayedScreen;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;

/** Each closed day reaches the platform once in each of its editions, with the figures of the API, signed, however often it fails. */
@QuarkusTest
class FigureDropTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String MEDIA = "c".repeat(64);
    private static final String SECRET = "a-secret-of-both-sides-4711";

    private record Got(String key, String time, String signature, byte[] body) {}

    @Inject
    DropDelivery delivery;

    @Inject
    EntityManager entities;

    @Inject
    ObjectMapper json;

    @ConfigProperty(name = "lunbo.data")
    Path data;

    private final PlayedScreen screen = PlayedScreen.wall();
    private final LocalDate day = screen.today().minusDays(1);
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
    private final Queue<Got> got = new ConcurrentLinkedQueue<>();
    private HttpServer platform;
    private SignedIn administrator;
    private String made;

    @BeforeEach
    void start() throws IOException {
        administrator = SignedIn.as(Role.ADMINISTRATOR);
        screen.published(day, 1, List.of(MEDIA));
        platform = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        platform.createContext("/", this::answer);
        platform.start();
    }

    @AfterEach
    void stop() {
        platform.stop(0);
        if (made != null) {
            administrator.api().post("/api/v1/figure-drops/" + made + "/end");
        }
    }

    @Test
    void folderGetsEveryEditionOnceWithTheFiguresOfTheApi() throws Exception {
        String folder = "f-" + UUID.randomUUID();
        made = make(Map.of("name", "城市平台", "kind", "FOLDER", "folder", folder))
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        delivery.run();
        Path first = data.resolve("drops").resolve(folder).resolve(day + ".1.json");
        JsonNode document = json.readTree(Files.readAllBytes(first));
        assertThat(document.path("date").asText()).isEqualTo(day.toString());
        assertThat(document.path("edition").asInt()).isEqualTo(1);
        assertThat(document.path("figures")).isEqualTo(tallies());
        assertThat(document.path("figures").path("waitingDays").asInt()).isZero();
        assertThat(document.path("sha256").asText())
                .isEqualTo(sha256(json.writeValueAsBytes(document.path("figures"))));
        delivery.run();
        assertThat(files(folder)).containsExactly(day + ".1.json");

        late();
        delivery.run();
        assertThat(files(folder)).containsExactlyInAnyOrder(day + ".1.json", day + ".2.json");
        JsonNode second = json.readTree(Files.readAllBytes(first.resolveSibling(day + ".2.json")));
        assertThat(second.path("figures")).isEqualTo(tallies()).isNotEqualTo(document.path("figures"));
        assertThat(second.path("figures").path("total").path("logged").asInt())
                .isEqualTo(document.path("figures").path("total").path("logged").asInt() + 1);
        assertThat(deeds()).containsExactlyInAnyOrder("drop.make", "drop.send", "drop.send");
        assertThat(days().getInt("[0].edition")).isEqualTo(2);
        assertThat(days().getString("[0].node")).isNotBlank();
        String landed = data.resolve("drops").resolve(folder).toString();
        assertThat(days().getString("[0].folder")).isEqualTo(landed);
        assertThat(sent())
                .hasSize(2)
                .allSatisfy(values -> assertThat(values)
                        .contains(
                                "\"folder\":\"" + landed + "\"", "\"node\":\"" + days().getString("[0].node") + "\""));
        for (String address : List.of("/figure-drops/" + made, "/figure-drops")) {
            SignedIn.cookieAs(Role.ADMINISTRATOR)
                    .page()
                    .get(address)
                    .then()
                    .statusCode(200)
                    .body(containsString(days().getString("[0].node")));
        }
        assertThat(make(Map.of("name", "二", "kind", "FOLDER", "folder", folder)).statusCode())
                .as("versions in a folder never begin again")
                .isEqualTo(400);
    }

    @Test
    void whatIsRefusedIsSentAgainAsTheSameEditionAndSigned() throws Exception {
        answers.add(503);
        made = web();
        delivery.run();
        assertThat(days().getString("[0].failure")).isEqualTo("REFUSED");
        assertThat(days().getInt("[0].answered")).isEqualTo(503);
        assertThat(days().getInt("[0].tries")).isEqualTo(1);
        delivery.run();
        assertThat(got).as("not before its time").hasSize(1);
        assertThat(administrator
                        .api()
                        .get("/api/v1/figure-drops/" + made)
                        .jsonPath()
                        .getInt("waiting"))
                .isEqualTo(1);

        now();
        delivery.run();
        assertThat(got).hasSize(2);
        List<Got> both = List.copyOf(got);
        assertThat(both.get(0).key()).isEqualTo(both.get(1).key()).endsWith("/" + day + "/1");
        assertThat(both.get(0).body()).isEqualTo(both.get(1).body());
        for (Got one : both) {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            mac.update((one.time() + ".").getBytes(StandardCharsets.US_ASCII));
            assertThat(one.signature()).isEqualTo("sha256=" + HexFormat.of().formatHex(mac.doFinal(one.body())));
        }
        assertThat(days().getString("[0].sentAt")).isNotNull();

        late();
        delivery.run();
        assertThat(got).hasSize(3);
        assertThat(List.copyOf(got).get(2).key()).endsWith("/" + day + "/2");
    }

    @Test
    void redirectsAreNotFollowedAndNobodyAnsweringIsTold() {
        answers.add(302);
        made = web();
        delivery.run();
        assertThat(got).hasSize(1);
        assertThat(days().getInt("[0].answered")).isEqualTo(302);
        platform.stop(0);
        now();
        delivery.run();
        assertThat(days().getString("[0].failure")).isEqualTo("UNREACHABLE");
        SignedIn reader = SignedIn.cookieAs(Role.ADMINISTRATOR);
        assertThat(reader.page().get("/figure-drops/" + made).asString()).contains("没有连上对方");
        assertThat(reader.page()
                        .cookie("lunbo-language", "en")
                        .get("/figure-drops/" + made)
                        .asString())
                .contains("Nobody answered");
        assertThat(reader.page().get("/figure-drops").asString()).contains("1 天等待推送");
    }

    @Test
    void secretIsNowhereToBeSeenAndGoesWithTheDrop() {
        made = web();
        SignedIn reader = SignedIn.cookieAs(Role.ADMINISTRATOR);
        String kept = kept();
        assertThat(kept).isNotNull().doesNotContain(SECRET);
        for (String said : List.of(
                administrator.api().get("/api/v1/figure-drops").asString(),
                reader.page().get("/figure-drops").asString(),
                reader.page().get("/figure-drops/" + made).asString(),
                reader.page()
                        .formParam("name", "")
                        .formParam("kind", "WEB")
                        .formParam("secret", SECRET)
                        .post("/figure-drops")
                        .asString())) {
            assertThat(said).doesNotContain(SECRET).doesNotContain(kept);
        }
        assertThat(QuarkusTransaction.requiringNew()
                        .call(() -> entities.createQuery(
                                        "select count(e) from AuditEntry e where e.after like :secret", Long.class)
                                .setParameter("secret", "%" + SECRET + "%")
                                .getSingleResult()))
                .isZero();
        assertThat(administrator
                        .api()
                        .post("/api/v1/figure-drops/" + made + "/end")
                        .statusCode())
                .isEqualTo(200);
        assertThat(kept()).isNull();
        delivery.run();
        assertThat(got).isEmpty();
    }

    @Test
    void thisMachineAndItsLinkAreOutOfBounds() {
        for (String address : List.of(
                "http://127.0.0.1:1/",
                "http://[::1]/",
                "http://localhost/",
                "http://0.0.0.0/",
                "http://169.254.169.254/")) {
            assertThatThrownBy(() -> new OutsidePost().json(URI.create(address), Map.of(), new byte[0], false))
                    .as(address)
                    .isInstanceOf(OutsidePost.NearbyException.class);
        }
    }

    @Test
    void whatMakesNoSenseIsRefusedBesideItsField() {
        Map<String, Object> good =
                Map.of("name", "n", "kind", "WEB", "address", "http://192.0.2.1/x", "secret", SECRET);
        Map<String, List<Object>> wrong = Map.of(
                "name", List.of("", "a\u0000b"),
                "address",
                        List.of(
                                "",
                                "ftp://192.0.2.1/",
                                "file:///etc/passwd",
                                "http://u:p@192.0.2.1/",
                                "http:///x",
                                "x y"),
                "secret", List.of("", "short", "with space 1234567890"),
                "from", List.of("1999-01-01"));
        wrong.forEach((field, values) -> values.forEach(value -> {
            Map<String, Object> body = new HashMap<>(good);
            body.put(field, value);
            Response answer = make(body);
            assertThat(answer.statusCode()).as(field + "=" + value).isEqualTo(400);
            assertThat(answer.asString()).contains("\"" + field + "\"");
        }));
        for (String folder : List.of("", "../x", "a/b", "A", "-a", ".hidden")) {
            assertThat(make(Map.of("name", "n", "kind", "FOLDER", "folder", folder))
                            .statusCode())
                    .as(folder)
                    .isEqualTo(400);
        }
        assertThat(SignedIn.as(Role.INSPECTOR).api().get("/api/v1/figure-drops").statusCode())
                .isEqualTo(403);
        assertThat(SignedIn.cookieAs(Role.INSPECTOR).page().get("/reports").asString())
                .doesNotContain("/figure-drops");
    }

    private String web() {
        return make(Map.of(
                        "name",
                        "平台",
                        "kind",
                        "WEB",
                        "secret",
                        SECRET,
                        "address",
                        "http://127.0.0.1:" + platform.getAddress().getPort() + "/days"))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private Response make(Map<String, Object> body) {
        return administrator.api().contentType(ContentType.JSON).body(body).post("/api/v1/figure-drops");
    }

    private JsonPath days() {
        return administrator
                .api()
                .get("/api/v1/figure-drops/" + made + "/days")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private JsonNode tallies() throws IOException {
        return json.readTree(SignedIn.as(Role.INSPECTOR)
                .api()
                .get("/api/v1/tallies?from=" + day + "&until=" + day + "&by=CAMPAIGN&by=SCREEN")
                .asByteArray());
    }

    /** A play of that day comes in after all. */
    private void late() {
        screen.asks()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "plays",
                        List.of(Map.of(
                                "id",
                                UUID.randomUUID().toString(),
                                "media",
                                MEDIA,
                                "startedAt",
                                day.atTime(8, 0).atZone(ZONE).toInstant().toString(),
                                "durationMs",
                                10_000,
                                "outcome",
                                "COMPLETED"))))
                .post("/player/v1/plays")
                .then()
                .statusCode(200);
    }

    private void now() {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery(
                                "update figure_drop_days set next_at = '2020-01-01' where drop_id = :id")
                        .setParameter("id", UUID.fromString(made))
                        .executeUpdate());
    }

    private String kept() {
        return QuarkusTransaction.requiringNew()
                .call(() -> entities.createQuery("select d.secret from FigureDrop d where d.id = :id", String.class)
                        .setParameter("id", UUID.fromString(made))
                        .getSingleResult());
    }

    private List<String> deeds() {
        return QuarkusTransaction.requiringNew()
                .call(() -> entities.createQuery(
                                "select e.deed from AuditEntry e where e.subject = :subject", String.class)
                        .setParameter("subject", "drop:" + made)
                        .getResultList());
    }

    private List<String> sent() {
        return QuarkusTransaction.requiringNew()
                .call(() -> entities.createQuery(
                                "select e.after from AuditEntry e where e.subject = :subject and e.deed = 'drop.send'",
                                String.class)
                        .setParameter("subject", "drop:" + made)
                        .getResultList());
    }

    private List<String> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("drops").resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        got.add(new Got(
                headers.getFirst("Idempotency-Key"),
                headers.getFirst("Lunbo-Timestamp"),
                headers.getFirst("Lunbo-Signature"),
                exchange.getRequestBody().readAllBytes()));
        Integer status = answers.poll();
        exchange.getResponseHeaders().add("Location", "/elsewhere");
        exchange.sendResponseHeaders(status == null ? 204 : status, -1);
        exchange.close();
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
