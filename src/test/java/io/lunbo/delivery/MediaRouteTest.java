package io.lunbo.delivery;

import io.lunbo.dayplan.SheetContent;
import io.lunbo.testsupport.PlayedScreen;
import io.lunbo.testsupport.StoredMedia;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class MediaRouteTest {
    private static final int SIZE = 300_001;

    private final PlayedScreen wall = PlayedScreen.wall();
    private final byte[] film = chance();

    @Test
    void wholeFileIsServedForEver() throws Exception {
        String sha256 = released();

        Response answer = wall.asks().get(path(sha256));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asByteArray()).isEqualTo(film);
        assertThat(answer.header("ETag")).isEqualTo('"' + sha256 + '"');
        assertThat(answer.header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(answer.header("Content-Type")).isEqualTo("video/mp4");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Encoding")).isIn(null, "identity");
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(answer.asByteArray())))
                .isEqualTo(sha256);
    }

    @Test
    void rangeGivesExactlyItsBytes() throws IOException {
        String path = path(released());
        record Case(String header, int first, int last) {}
        for (Case one : List.of(
                new Case("bytes=0-0", 0, 0),
                new Case("bytes=0-499", 0, 499),
                new Case("bytes=500-999", 500, 999),
                new Case("bytes=300000-", SIZE - 1, SIZE - 1),
                new Case("bytes=1000-", 1000, SIZE - 1),
                new Case("bytes=0-", 0, SIZE - 1),
                new Case("bytes=-1", SIZE - 1, SIZE - 1),
                new Case("bytes=-500", SIZE - 500, SIZE - 1),
                new Case("bytes=-99999999", 0, SIZE - 1),
                new Case("bytes=0-99999999999999999999999", 0, SIZE - 1),
                new Case("bytes=299000-400000", 299_000, SIZE - 1),
                new Case("bytes=0000000000000000000000000007-8", 7, 8),
                new Case("Bytes = 5 - 6", 5, 6))) {
            Response answer = wall.asks().header("Range", one.header()).get(path);
            assertThat(answer.statusCode()).as(one.header()).isEqualTo(206);
            assertThat(answer.header("Content-Range"))
                    .isEqualTo("bytes " + one.first() + "-" + one.last() + "/" + SIZE);
            assertThat(answer.asByteArray()).isEqualTo(Arrays.copyOfRange(film, one.first(), one.last() + 1));
        }
    }

    @Test
    void rangeThatCannotBeUnderstoodGivesTheWholeFile() throws IOException {
        String path = path(released());
        for (String header : List.of(
                "bytes=",
                "bytes=-",
                "bytes=a-b",
                "bytes=9-3",
                "lines=0-5",
                "bytes 0-5",
                "bytes=0-1,5-6",
                "bytes=--5",
                "0-5")) {
            Response answer = wall.asks().header("Range", header).get(path);
            assertThat(answer.statusCode()).as(header).isEqualTo(200);
            assertThat(answer.asByteArray()).hasSize(SIZE);
        }
    }

    @Test
    void rangeBeyondTheFileIsRefused() throws IOException {
        String path = path(released());
        for (String header :
                List.of("bytes=300001-", "bytes=400000-500000", "bytes=-0", "bytes=99999999999999999999-")) {
            Response answer = wall.asks().header("Range", header).get(path);
            assertThat(answer.statusCode()).as(header).isEqualTo(416);
            assertThat(answer.header("Content-Range")).isEqualTo("bytes */" + SIZE);
            assertThat(answer.jsonPath().getString("type")).isEqualTo("range-not-satisfiable");
        }
    }

    @Test
    void rangeIsCutOnlyOutOfTheFileThatThePlayerHasBegun() throws IOException {
        String sha256 = released();

        Response same = wall.asks()
                .header("Range", "bytes=0-9")
                .header("If-Range", '"' + sha256 + '"')
                .get(path(sha256));
        assertThat(same.statusCode()).isEqualTo(206);
        for (String other : List.of("\"x\"", "W/\"" + sha256 + "\"", "Wed, 21 Oct 2015 07:28:00 GMT")) {
            Response answer = wall.asks()
                    .header("Range", "bytes=0-9")
                    .header("If-Range", other)
                    .get(path(sha256));
            assertThat(answer.statusCode()).as(other).isEqualTo(200);
            assertThat(answer.asByteArray()).hasSize(SIZE);
        }
    }

    @Test
    void headAndRevalidationSendNoBytes() throws IOException {
        String sha256 = released();

        Response head = wall.asks().head(path(sha256));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo(String.valueOf(SIZE));
        assertThat(head.header("ETag")).isEqualTo('"' + sha256 + '"');

        Response known = wall.asks().header("If-None-Match", '"' + sha256 + '"').get(path(sha256));
        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(known.asByteArray()).isEmpty();
    }

    @Test
    void whatNothingReleasedNamesIsNotThere() throws IOException {
        String unreleased = StoredMedia.film(chance());
        String drafted = StoredMedia.film(chance());
        wall.draft(wall.today(), 1, List.of(drafted));

        for (String hash :
                List.of(unreleased, drafted, "0".repeat(64), "x", "..%2f..%2fclock-offset", unreleased.toUpperCase())) {
            Response answer = wall.asks().get(path(hash));
            assertThat(answer.statusCode()).as(hash).isEqualTo(404);
            assertThat(answer.contentType()).startsWith("application/problem+json");
        }
    }

    @Test
    void mediaOfAnotherDayAndTheStandbyPictureAreThere() throws IOException {
        String later = StoredMedia.film(film);
        wall.published(wall.today().plusDays(20), 1, List.of(later));

        assertThat(wall.asks().get(path(later)).statusCode()).isEqualTo(200);
        byte[] picture =
                MediaRouteTest.class.getResourceAsStream("/standby.png").readAllBytes();
        assertThat(wall.asks().get(path(SheetContent.sha256(picture))).asByteArray())
                .isEqualTo(picture);
    }

    @Test
    void publishedSheetIsServedCompressedAndPlain() throws IOException {
        SheetContent sheet = wall.published(wall.today(), 1, List.of(StoredMedia.film(film)));
        String path = "/player/v1/sheets/" + SheetContent.sha256(sheet.canonicalJson());

        for (int i = 0; i < 2; i++) {
            Response plain = wall.asks().header("Accept-Encoding", "gzip;q=0").get(path);
            assertThat(plain.asByteArray()).isEqualTo(sheet.canonicalJson());
            Response packed = wall.asks().header("Accept-Encoding", "br, gzip").get(path);
            assertThat(packed.asByteArray()).isEqualTo(sheet.canonicalJson());
            assertThat(packed.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
            assertThat(packed.contentType()).startsWith("application/json");
        }
    }

    @Test
    void draftIsNoSheetForPlayers() {
        SheetContent draft = wall.draft(wall.today(), 1, List.of());

        Response answer = wall.asks().get("/player/v1/sheets/" + SheetContent.sha256(draft.canonicalJson()));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.jsonPath().getString("type")).isEqualTo("not-found");
    }

    private String released() throws IOException {
        String sha256 = StoredMedia.film(film);
        wall.published(wall.today(), 1, List.of(sha256));
        return sha256;
    }

    private static String path(String sha256) {
        return "/player/v1/media/" + sha256;
    }

    private static byte[] chance() {
        byte[] bytes = new byte[SIZE];
        new Random(UUID.randomUUID().getMostSignificantBits()).nextBytes(bytes);
        return bytes;
    }
}
