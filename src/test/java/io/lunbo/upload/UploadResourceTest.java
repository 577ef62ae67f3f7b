package io.lunbo.upload;

import io.lunbo.access.Role;
import io.lunbo.film.Films;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** tus 1.0, by people who lose their line, lie, and do the same thing twice at once. */
@QuarkusTest
class UploadResourceTest {
    private static final long LARGEST = 48_000_000;

    @TempDir
    static Path folder;

    private static byte[] film;

    @TestHTTPResource("/")
    URI door;

    @Inject
    PartFiles files;

    @Inject
    UploadReceiving receiving;

    @Inject
    EntityManager entities;

    @Inject
    Clock clock;

    private TusClient client;

    @BeforeAll
    static void makeAFilm() throws IOException {
        film = Files.readAllBytes(Films.make(
                folder.resolve("film"),
                "-f lavfi -i testsrc2=s=640x360:r=25:d=6,noise=alls=40:allf=t -c:v libopenh264 -b:v 6000k"
                        + " -pix_fmt yuv420p -f mp4"));
    }

    @BeforeEach
    void signIn() {
        client = new TusClient(SignedIn.as(Role.SUBMITTER), door);
    }

    @Test
    void serviceSaysWhatItUnderstands() {
        Response answer = io.restassured.RestAssured.given().options(TusClient.DOOR);

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.header("Tus-Resumable")).isEqualTo("1.0.0");
        assertThat(answer.header("Tus-Version")).isEqualTo("1.0.0");
        assertThat(answer.header("Tus-Max-Size")).isEqualTo(Long.toString(LARGEST));
        assertThat(answer.header("Tus-Extension")).contains("creation", "termination", "checksum");
        assertThat(answer.header("Tus-Checksum-Algorithm")).contains("sha256");
    }

    @Test
    void uploadThatIsCutFortyTimesIsTheSameFile() throws Exception {
        assertThat(film).hasSizeGreaterThan(1_500_000);
        Random chance = new Random(40);
        UUID id = client.created(film.length, "四十次.mp4");
        int cuts = 0;
        while (cuts < 40) {
            long offset = client.offset(id);
            int some = (int) Math.min(film.length - offset - 1, 1 + chance.nextInt(film.length / 45));
            Socket line = client.begin(id, offset, film, some);
            await(() -> Files.exists(files.of(id)) && Files.size(files.of(id)) > offset);
            line.close();
            awaitFree(id);
            cuts++;
        }
        assertThat(client.offset(id)).isPositive().isLessThan(film.length);

        // The last of those that were cut may still be on its way: then the place is another one by now.
        await(() -> {
            int offset = (int) client.offset(id);
            return client.append(id, offset, Arrays.copyOfRange(film, offset, film.length))
                            .statusCode()
                    == 204;
        });

        Response ended = client.ended(id);
        assertThat(ended.<String>path("state")).as(ended.asString()).isEqualTo("TAKEN");
        assertThat(ended.<String>path("sha256")).isEqualTo(sha256(film));
        byte[] kept = client.person()
                .api()
                .get("/api/v1/media/" + ended.path("media") + "/content")
                .asByteArray();
        assertThat(kept).isEqualTo(film);
        assertThat(files.of(id)).doesNotExist();
    }

    @Test
    void onlyTheRightPlaceIsGoneOnFrom() {
        UUID id = client.created(100, "a.mp4");
        client.append(id, 0, new byte[40]).then().statusCode(204);

        for (long wrong : new long[] {0, 39, 41, 100, 1L << 59}) {
            Response answer = client.append(id, wrong, new byte[10]);
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.<String>path("type")).isEqualTo("upload-offset-wrong");
            assertThat(answer.<Integer>path("offset")).isEqualTo(40);
        }
        assertThat(client.offset(id)).isEqualTo(40);
    }

    @Test
    void pieceThatDoesNotMatchItsChecksumIsThrownAway() throws Exception {
        UUID id = client.created(film.length, "a.mp4");
        byte[] piece = Arrays.copyOf(film, 200_000);
        String right = "sha256 " + Base64.getEncoder().encodeToString(digest("SHA-256", piece));
        byte[] broken = piece.clone();
        broken[150_000] ^= 1;

        Response answer = client.append(id, 0, broken, right);

        assertThat(answer.statusCode()).isEqualTo(460);
        assertThat(answer.<String>path("type")).isEqualTo("upload-checksum-mismatch");
        assertThat(client.offset(id)).isZero();
        assertThat(client.append(id, 0, piece, "md5 AAAA").statusCode()).isEqualTo(400);
        assertThat(client.append(id, 0, piece, "sha256 !").statusCode()).isEqualTo(400);
        assertThat(client.append(id, 0, piece, right).statusCode()).isEqualTo(204);
        String sha1 = "sha1 " + Base64.getEncoder().encodeToString(digest("SHA-1", new byte[10]));
        assertThat(client.append(id, 200_000, new byte[10], sha1).statusCode()).isEqualTo(204);
    }

    @Test
    void pieceWithAChecksumThatBreaksOffCountsNothing() throws Exception {
        UUID id = client.created(film.length, "a.mp4");
        try (Socket socket = new Socket(door.getHost(), door.getPort())) {
            socket.getOutputStream()
                    .write(("PATCH " + TusClient.DOOR + "/" + id + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                                    + client.person().token() + "\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n"
                                    + "Upload-Checksum: sha256 AAAA\r\nContent-Type: application/offset+octet-stream\r\n"
                                    + "Content-Length: 500000\r\n\r\n" + "x".repeat(300_000))
                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
        awaitFree(id);

        assertThat(client.offset(id)).isZero();
    }

    @Test
    void twoPiecesAtOnceNeverInterleave() throws Exception {
        UUID id = client.created(film.length, "a.mp4");
        try (Socket first = client.begin(id, 0, film, 100_000)) {
            awaitHeld(id);
            Response second = client.append(id, 0, new byte[50_000]);
            assertThat(second.statusCode()).isEqualTo(423);
            assertThat(second.<String>path("type")).isEqualTo("upload-locked");
            first.getOutputStream().write(Arrays.copyOfRange(film, 100_000, film.length));
            first.getInputStream().read();
        }
        assertThat(client.ended(id).<String>path("sha256")).isEqualTo(sha256(film));
    }

    @Test
    void moreThanWasAnnouncedIsRefused() {
        UUID id = client.created(1000, "a.mp4");

        assertThat(client.append(id, 0, new byte[1001]).statusCode()).isEqualTo(413);
        assertThat(client.offset(id)).isLessThanOrEqualTo(1000);
    }

    @Test
    void sizeQuotaAndVersionAreCheckedBeforeTheFirstByte() {
        assertThat(client.create(LARGEST + 1, TusClient.metadata("title", "a")).statusCode())
                .isEqualTo(413);
        assertThat(client.create(0, TusClient.metadata("title", "a")).statusCode())
                .isEqualTo(422);
        assertThat(client.create(10, "filename ###").statusCode()).isEqualTo(400);
        assertThat(client.create(10, TusClient.metadata("filename", "../../x")).statusCode())
                .isEqualTo(400);
        client.created(LARGEST, "a.mp4");
        client.created(LARGEST, "b.mp4");
        Response third = client.create(LARGEST, TusClient.metadata("filename", "c.mp4"));
        assertThat(third.statusCode()).isEqualTo(413);
        assertThat(third.<String>path("type")).isEqualTo("upload-quota-exceeded");
        Response old = client.person()
                .api()
                .header("Tus-Resumable", "0.2.2")
                .header("Upload-Length", 1)
                .post(TusClient.DOOR);
        assertThat(old.statusCode()).isEqualTo(412);
        assertThat(old.header("Tus-Version")).isEqualTo("1.0.0");
    }

    @Test
    void uploadsOfOthersAreNotThere() {
        UUID id = client.created(100, "a.mp4");
        TusClient other = new TusClient(SignedIn.as(Role.SUBMITTER), door);

        assertThat(other.head(id).statusCode()).isEqualTo(404);
        assertThat(other.append(id, 0, new byte[10]).statusCode()).isEqualTo(404);
        assertThat(other.person().api().get(TusClient.DOOR + "/" + id).statusCode())
                .isEqualTo(404);
        assertThat(terminated(other, id)).isEqualTo(404);
        assertThat(client.offset(id)).isZero();
    }

    @Test
    void whatIsGivenUpLeavesNothing() {
        UUID id = client.created(100, "a.mp4");
        client.append(id, 0, new byte[50]).then().statusCode(204);
        assertThat(files.of(id)).exists();

        assertThat(terminated(client, id)).isEqualTo(204);

        assertThat(files.of(id)).doesNotExist();
        assertThat(client.head(id).statusCode()).isEqualTo(404);
    }

    @Test
    void fileWithOtherBytesThanAnnouncedIsRefused() {
        String metadata = TusClient.metadata("filename", "a.mp4") + "," + TusClient.metadata("sha256", "0".repeat(64));
        String location = client.create(film.length, metadata).header("Location");
        UUID id = UUID.fromString(location.substring(location.lastIndexOf('/') + 1));

        client.append(id, 0, film).then().statusCode(204);

        Response ended = client.ended(id);
        assertThat(ended.<String>path("state")).isEqualTo("REFUSED");
        assertThat(ended.<String>path("problem")).isEqualTo("upload-checksum-mismatch");
        assertThat(ended.<String>path("sentence")).isNotBlank();
    }

    @Test
    void whatIsNoFilmIsRefusedInWordsAndLeavesNoBytes() {
        byte[] text = "#EXTM3U\nhttp://127.0.0.1/secret\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        UUID id = client.created(text.length, "film.mp4");

        client.append(id, 0, text).then().statusCode(204);

        Response ended = client.ended(id);
        assertThat(ended.<String>path("state")).isEqualTo("REFUSED");
        assertThat(ended.<String>path("problem")).isEqualTo("file-type-not-allowed");
        assertThat(files.of(id)).doesNotExist();
    }

    @Test
    void abandonedUploadsAreSweptAndOthersStay() throws IOException {
        UUID old = client.created(100, "old.mp4");
        client.append(old, 0, new byte[50]);
        UUID fresh = client.created(100, "fresh.mp4");
        client.append(fresh, 0, new byte[50]);
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("update uploads set touched_at = :then where id = :id")
                        .setParameter("then", clock.instant().minusSeconds(8 * 24 * 3600))
                        .setParameter("id", old)
                        .executeUpdate());
        Path orphan = Files.write(files.of(UUID.randomUUID()), new byte[10]);

        receiving.sweep();

        assertThat(files.of(old)).doesNotExist();
        assertThat(orphan).doesNotExist();
        assertThat(client.head(old).statusCode()).isEqualTo(404);
        assertThat(client.offset(fresh)).isEqualTo(50);
        assertThat(files.of(fresh)).hasSize(50);
    }

    private static int terminated(TusClient client, UUID id) {
        return client.person()
                .api()
                .header("Tus-Resumable", "1.0.0")
                .delete(TusClient.DOOR + "/" + id)
                .statusCode();
    }

    /** Until the service has noticed that the line is gone. */
    private void awaitFree(UUID id) throws IOException {
        await(() -> !held(id));
    }

    private void awaitHeld(UUID id) throws IOException {
        await(() -> held(id));
    }

    private boolean held(UUID id) throws IOException {
        try {
            files.openForOne(id).close();
            return false;
        } catch (io.lunbo.web.Problem e) {
            return true;
        }
    }

    private interface Question {
        boolean answer() throws IOException;
    }

    private static void await(Question question) throws IOException {
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30); System.nanoTime() < end; ) {
            if (question.answer()) {
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5)); // between two questions, not in place of one
        }
        throw new AssertionError("it never came about");
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(digest("SHA-256", bytes));
    }

    private static byte[] digest(String algorithm, byte[] bytes) throws Exception {
        return MessageDigest.getInstance(algorithm).digest(bytes);
    }
}
