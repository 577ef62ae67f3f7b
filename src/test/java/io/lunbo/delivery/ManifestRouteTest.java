package io.lunbo.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lunbo.access.PlayerTokens;
import io.lunbo.dayplan.SheetContent;
import io.lunbo.takeover.Blackout;
import io.lunbo.testsupport.PlayedScreen;
import io.lunbo.testsupport.StoredMedia;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class ManifestRouteTest {
    private static final String MANIFEST = "/player/v1/manifest";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    Blackout blackout;

    @Inject
    PlayerTokens tokens;

    @Inject
    Clock clock;

    @TestHTTPResource(MANIFEST)
    URI manifest;

    @Test
    void manifestSaysWhatTheProtocolSays() throws Exception {
        PlayedScreen wall = PlayedScreen.wall();
        String film = StoredMedia.film(bytesOfTheirOwn());
        SheetContent first = wall.published(wall.today(), 1, List.of(film));
        wall.published(wall.today().plusDays(1), 1, List.of());
        SheetContent newer = wall.published(wall.today().plusDays(1), 2, List.of(film));
        wall.published(wall.today().plusDays(8), 1, List.of(film));
        wall.published(wall.today().minusDays(1), 1, List.of(film));
        wall.draft(wall.today().plusDays(2), 1, List.of(film));

        Response answer = wall.asks().get(MANIFEST);
        JsonNode payload = payload(answer);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("private, no-cache");
        assertThat(answer.header("ETag")).matches("\"[0-9a-f]{64}\"");
        assertThat(payload.at("/screen/code").textValue())
                .isEqualTo(wall.screen().code());
        assertThat(payload.at("/screen/widthPx").intValue()).isEqualTo(1920);
        assertThat(payload.get("days")).hasSize(2);
        assertThat(payload.at("/days/0/sheet").textValue()).isEqualTo(SheetContent.sha256(first.canonicalJson()));
        assertThat(payload.at("/days/1/sheet").textValue()).isEqualTo(SheetContent.sha256(newer.canonicalJson()));
        assertThat(payload.at("/days/1/sheetVersion").intValue()).isEqualTo(2);
        assertThat(payload.get("takeover").isNull()).isTrue();
        assertThat(payload.get("pollAfterMs").intValue()).isEqualTo(15_000);
        assertThat(payload.get("power")).hasSize(8);
        assertThat(payload.at("/media/" + film + "/kind").textValue()).isEqualTo("VIDEO");
        assertThat(payload.at("/media/" + payload.get("standby").textValue() + "/type")
                        .textValue())
                .isEqualTo("image/png");
        Instant end =
                wall.today().plusDays(8).atStartOfDay(wall.screen().timeZone()).toInstant();
        assertThat(Instant.parse(payload.get("validUntil").textValue())).isEqualTo(end);
        assertThat(payload.get("issuedAt").textValue()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    }

    @Test
    void screenWithoutSheetsHasAManifest() throws Exception {
        JsonNode payload = payload(PlayedScreen.sign().asks().get(MANIFEST));

        assertThat(payload.get("days")).isEmpty();
        assertThat(payload.get("standby").textValue()).hasSize(64);
    }

    @Test
    void sloganIsLaidOutForTheSign() throws Exception {
        PlayedScreen sign = PlayedScreen.sign();
        String text = "加强知识产权法治保障有力支持全面创新" + UUID.randomUUID();
        String slogan = StoredMedia.slogan(text);
        sign.published(sign.today(), 1, List.of(slogan));

        JsonNode item = payload(sign.asks().get(MANIFEST)).at("/media/" + slogan);

        assertThat(item.at("/slogan/mode").textValue()).isEqualTo("SCROLL_LEFT");
        assertThat(item.at("/slogan/pages/0/text").textValue()).isEqualTo(text);
        assertThat(item.at("/slogan/pxPerSecond").intValue()).isPositive();
        assertThat(item.at("/slogan/color").textValue()).isEqualTo("#ff0000");
        assertThat(item.get("durationMs").longValue())
                .isEqualTo(item.at("/slogan/pages/0/holdMs").longValue());
    }

    @Test
    void payloadIsCanonical() throws Exception {
        String text = new String(
                rawPayload(
                        JSON.readTree(PlayedScreen.wall().asks().get(MANIFEST).asByteArray())),
                StandardCharsets.UTF_8);

        assertThat(JSON.writeValueAsString(sorted(JSON.readTree(text)))).isEqualTo(text);
    }

    @Test
    void signatureFitsThePublishedKeyAndNoOtherBytes() throws Exception {
        JsonNode jws = JSON.readTree(PlayedScreen.wall().asks().get(MANIFEST).asByteArray());
        JsonNode header =
                JSON.readTree(Base64.getUrlDecoder().decode(jws.get("protected").textValue()));
        PublicKey key = publishedKey(header.get("kid").textValue());
        byte[] signed = (jws.get("protected").textValue() + "."
                        + jws.get("payload").textValue())
                .getBytes(StandardCharsets.US_ASCII);
        byte[] signature = Base64.getUrlDecoder().decode(jws.get("signature").textValue());

        assertThat(header.get("alg").textValue()).isEqualTo("EdDSA");
        assertThat(header.get("typ").textValue()).isEqualTo("lunbo-manifest+jws");
        assertThat(verifies(key, signed, signature)).isTrue();
        for (int i = 0; i < signed.length; i += 97) {
            byte[] flipped = signed.clone();
            flipped[i] ^= 1;
            assertThat(verifies(key, flipped, signature)).as("byte %d", i).isFalse();
        }
        for (int i = 0; i < signature.length; i++) {
            byte[] flipped = signature.clone();
            flipped[i] ^= 1;
            assertThat(verifies(key, signed, flipped))
                    .as("signature byte %d", i)
                    .isFalse();
        }
    }

    @Test
    void versionGrowsWithEveryChangeAndOnlyThen() throws Exception {
        PlayedScreen wall = PlayedScreen.wall();
        List<Long> versions = new ArrayList<>();
        versions.add(version(wall));
        wall.published(wall.today(), 1, List.of());
        versions.add(version(wall));
        var dark = blackout.order(Set.of(wall.screen().id()), null, wall.owner().account());
        versions.add(version(wall));
        blackout.lift(dark.get(0).id(), wall.owner().account());
        versions.add(version(wall));

        assertThat(versions).isSorted().doesNotHaveDuplicates();
        assertThat(version(wall)).isEqualTo(versions.get(3));
    }

    @Test
    void unchangedManifestIsNotSentAgain() {
        PlayedScreen wall = PlayedScreen.wall();
        String etag = wall.asks().get(MANIFEST).header("ETag");

        for (String known : List.of(etag, "W/" + etag, "\"x\", " + etag, "\"x\",W/" + etag + " , \"y\"", "*")) {
            Response answer = wall.asks().header("If-None-Match", known).get(MANIFEST);
            assertThat(answer.statusCode()).as(known).isEqualTo(304);
            assertThat(answer.header("ETag")).isEqualTo(etag);
            assertThat(answer.asByteArray()).isEmpty();
        }
        for (String other : List.of("\"x\"", etag.replace("\"", ""), "", "\"" + etag + "\"")) {
            assertThat(wall.asks().header("If-None-Match", other).get(MANIFEST).statusCode())
                    .as(other)
                    .isEqualTo(200);
        }
    }

    @Test
    void heldPollIsAnsweredByABlackout() throws Exception {
        PlayedScreen wall = PlayedScreen.wall();
        String etag = wall.asks().get(MANIFEST).header("ETag");
        List<CompletableFuture<HttpResponse<String>>> held = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            held.add(poll(wall, etag, "respond-async, wait=50"));
        }
        // Another poll that is answered shows that those before have arrived: they came over the same loopback.
        assertThat(poll(wall, etag, "wait=1").join().statusCode()).isEqualTo(304);

        Instant pressed = clock.instant();
        blackout.order(Set.of(wall.screen().id()), "试验", wall.owner().account());
        for (CompletableFuture<HttpResponse<String>> one : held) {
            HttpResponse<String> answer = one.join();
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Preference-Applied")).contains("wait=50");
            JsonNode payload = JSON.readTree(rawPayload(JSON.readTree(answer.body())));
            assertThat(payload.at("/takeover/kind").textValue()).isEqualTo("BLACKOUT");
        }
        assertThat(Duration.between(pressed, clock.instant())).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void heldPollEndsUnchangedWhenItsTimeIsOver() {
        PlayedScreen wall = PlayedScreen.wall();
        String etag = wall.asks().get(MANIFEST).header("ETag");

        Instant asked = clock.instant();
        HttpResponse<String> answer = poll(wall, etag, "wait=1").join();

        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(answer.headers().firstValue("ETag")).contains(etag);
        assertThat(Duration.between(asked, clock.instant())).isBetween(Duration.ofMillis(900), Duration.ofSeconds(5));
    }

    @Test
    void pollThatKnowsNothingIsNotHeld() {
        PlayedScreen wall = PlayedScreen.wall();

        assertThat(poll(wall, "\"old\"", "wait=50").join().statusCode()).isEqualTo(200);
    }

    @Test
    void onlyAValidTokenIsLetIn() {
        PlayedScreen wall = PlayedScreen.wall();
        tokens.revoke(wall.player().playerId(), wall.owner().account().id());

        for (String authorization : List.of(
                "",
                "Bearer",
                "Bearer ",
                "Bearer x",
                "Basic eDp5",
                "Bearer " + wall.player().token())) {
            for (String path : List.of(MANIFEST, "/player/v1/clock", "/player/v1/sheets/x", "/player/v1/media/x")) {
                Response answer = given().header("Authorization", authorization).get(path);
                assertThat(answer.statusCode()).as(path + authorization).isEqualTo(401);
                assertThat(answer.contentType()).startsWith("application/problem+json");
                assertThat(answer.jsonPath().getString("type")).isEqualTo("unauthenticated");
                assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
            }
        }
    }

    @Test
    void clockAndDateShowTheOneClock() {
        PlayedScreen wall = PlayedScreen.wall();

        Response answer = wall.asks().get("/player/v1/clock");

        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        Instant told = Instant.parse(answer.jsonPath().getString("now"));
        assertThat(Duration.between(told, clock.instant()).abs()).isLessThan(Duration.ofSeconds(5));
        Instant date = ZonedDateTime.parse(answer.header("Date"), DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant();
        assertThat(Duration.between(date, told)).isBetween(Duration.ZERO, Duration.ofSeconds(1));
    }

    private CompletableFuture<HttpResponse<String>> poll(PlayedScreen screen, String etag, String prefer) {
        HttpRequest request = HttpRequest.newBuilder(manifest)
                .header("Authorization", "Bearer " + screen.player().token())
                .header("If-None-Match", etag)
                .header("Prefer", prefer)
                .build();
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    private static byte[] bytesOfTheirOwn() {
        return UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
    }

    private static long version(PlayedScreen screen) throws Exception {
        return payload(screen.asks().get(MANIFEST)).get("version").longValue();
    }

    private static JsonNode payload(Response answer) throws Exception {
        return JSON.readTree(rawPayload(JSON.readTree(answer.asByteArray())));
    }

    private static byte[] rawPayload(JsonNode jws) {
        return Base64.getUrlDecoder().decode(jws.get("payload").textValue());
    }

    private static Object sorted(JsonNode node) {
        if (node.isObject()) {
            var fields = new java.util.TreeMap<String, Object>();
            node.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
            return fields;
        }
        if (node.isArray()) {
            var items = new ArrayList<Object>();
            node.forEach(item -> items.add(sorted(item)));
            return items;
        }
        return node;
    }

    /** Reads the key as a stranger would: from the published set, by RFC 8032's encoding of a point. */
    private static PublicKey publishedKey(String kid) throws Exception {
        JsonNode keys =
                JSON.readTree(get("/.well-known/lunbo-keys.json").asByteArray()).get("keys");
        for (JsonNode key : keys) {
            if (key.get("kid").textValue().equals(kid)) {
                byte[] raw = Base64.getUrlDecoder().decode(key.get("x").textValue());
                boolean odd = (raw[31] & 0x80) != 0;
                raw[31] &= 0x7f;
                byte[] bigEndian = new byte[32];
                for (int i = 0; i < 32; i++) {
                    bigEndian[i] = raw[31 - i];
                }
                return KeyFactory.getInstance("Ed25519")
                        .generatePublic(new EdECPublicKeySpec(
                                NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, bigEndian))));
            }
        }
        throw new AssertionError("no key " + kid);
    }

    private static boolean verifies(PublicKey key, byte[] signed, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(signed);
            return verifier.verify(signature);
        } catch (java.security.GeneralSecurityException e) {
            return false;
        }
    }
}
