package io.lunbo.media;

import io.lunbo.access.Role;
import io.lunbo.film.Films;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
class MediaResourceTest {
    private static byte[] film;

    @TempDir
    static Path folder;

    @Inject
    MediaRepository repository;

    @Inject
    MediaUploads uploads;

    @Inject
    MediaIntake intake;

    @ConfigProperty(name = "lunbo.data")
    Path data;

    @TestHTTPResource("/api/v1/media")
    URI address;

    private SignedIn submitter;
    private String before;

    @BeforeAll
    static void makeAFilm() throws IOException {
        film = Files.readAllBytes(Films.mp4(folder.resolve("film.mp4")));
    }

    @BeforeEach
    void remember() {
        submitter = SignedIn.as(Role.SUBMITTER);
        before = everything();
    }

    @Test
    void takesAFilmAndMeasuresIt() {
        byte[] bytes = otherFilm();

        String id = upload(bytes, "宣传片", "宣传片 第一版.mp4")
                .statusCode(201)
                .header("Location", containsString("/api/v1/media/"))
                .body("kind", equalTo("VIDEO"))
                .body("title", equalTo("宣传片"))
                .body("type", equalTo("video/mp4"))
                .body("bytes", equalTo(bytes.length))
                .body("sha256", equalTo(MediaStore.hashOf(bytes)))
                .body("widthPx", equalTo(320))
                .body("heightPx", equalTo(180))
                .body("videoCodec", equalTo("h264"))
                .body("audioCodec", equalTo("aac"))
                .body("frameRate", equalTo(25f))
                .body("createdAt", notNullValue())
                .extract()
                .path("id");

        assertThat(fileNames(id)).containsExactly("宣传片 第一版.mp4");
        assertThat(incoming()).isEmpty();
        submitter
                .api()
                .get("/api/v1/media/" + id + "/poster")
                .then()
                .statusCode(200)
                .contentType("image/jpeg");
        assertThat(submitter.api().get("/api/v1/media/" + id + "/content").asByteArray())
                .isEqualTo(bytes);
    }

    @Test
    void takesAFilmThatIsTheBodyItself() {
        submitter
                .api()
                .contentType("video/mp4")
                .queryParam("title", "Raw")
                .queryParam("fileName", "raw.mp4")
                .body(otherFilm())
                .post("/api/v1/media")
                .then()
                .statusCode(201)
                .body("title", equalTo("Raw"));
        assertThat(incoming()).isEmpty();
    }

    @Test
    void takesAPicture() throws IOException {
        Path picture = Films.picture(folder.resolve("picture.png"), "png", "64x48");

        upload(Files.readAllBytes(picture), "", "picture.png")
                .statusCode(201)
                .body("kind", equalTo("IMAGE"))
                .body("title", equalTo("picture"))
                .body("durationMs", nullValue())
                .body("videoCodec", nullValue())
                .body("links.poster", notNullValue());
    }

    @Test
    void sameBytesUnderAnotherTitleAreTheSameMedia() {
        byte[] bytes = otherFilm();
        String id = upload(bytes, "One", "one.mp4").statusCode(201).extract().path("id");
        SignedIn second = SignedIn.as(Role.SCHEDULER);

        upload(second, bytes, "Two", "two.mp4")
                .statusCode(200)
                .body("id", equalTo(id))
                .body("title", equalTo("One"));

        assertThat(uploads.uploaders(UUID.fromString(id)))
                .containsExactlyInAnyOrder(
                        submitter.account().id(), second.account().id());
    }

    @Test
    void twoUploadsOfTheSameBytesAtOnceAreOneMedia() throws Exception {
        Path file = Files.write(folder.resolve(UUID.randomUUID() + ".mp4"), otherFilm());
        CyclicBarrier start = new CyclicBarrier(4);

        List<CompletableFuture<UUID>> all = Stream.generate(() -> CompletableFuture.supplyAsync(() -> {
                    try {
                        start.await();
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                    return intake.file(file, "Race", "race.mp4", submitter.account())
                            .id();
                }))
                .limit(4)
                .toList();

        Set<UUID> ids = all.stream().map(CompletableFuture::join).collect(Collectors.toSet());
        assertThat(ids).hasSize(1);
        assertThat(fileNames(ids.iterator().next().toString())).hasSize(4);
        assertThat(file).exists();
        assertThat(incoming()).isEmpty();
    }

    @Test
    void sendsRanges() {
        byte[] bytes = otherFilm();
        String path =
                "/api/v1/media/" + upload(bytes, "Range", "r.mp4").extract().path("id") + "/content";

        assertThat(submitter
                        .api()
                        .header("Range", "bytes=10-19")
                        .get(path)
                        .then()
                        .statusCode(206)
                        .header("Content-Range", "bytes 10-19/" + bytes.length)
                        .header("Content-Security-Policy", "sandbox")
                        .header("X-Content-Type-Options", "nosniff")
                        .extract()
                        .asByteArray())
                .isEqualTo(java.util.Arrays.copyOfRange(bytes, 10, 20));
        submitter
                .api()
                .header("Range", "bytes=-5")
                .get(path)
                .then()
                .statusCode(206)
                .header("Content-Length", "5");
        submitter
                .api()
                .header("Range", "bytes=" + bytes.length + "-")
                .get(path)
                .then()
                .statusCode(416)
                .header("Content-Range", "bytes */" + bytes.length);
        submitter
                .api()
                .header("Range", "bytes=9-3")
                .header("If-Range", "\"other\"")
                .get(path)
                .then()
                .statusCode(200);
        submitter
                .api()
                .header("If-None-Match", '"' + MediaStore.hashOf(bytes) + '"')
                .get(path)
                .then()
                .statusCode(304);
        submitter.api().head(path).then().statusCode(200).header("Content-Length", Integer.toString(bytes.length));
    }

    @Test
    void namesAreOnlyEverDataInAnswers() {
        String title = "“><script>alert(1)</script>;\\\" 荣昌 𠮷";
        String path = "/api/v1/media/"
                + upload(otherFilm(), title, "a;b\".mp4")
                        .statusCode(201)
                        .extract()
                        .path("id");

        String disposition = submitter.api().get(path + "/content").header("Content-Disposition");

        assertThat(disposition).startsWith("inline; filename=\"media.mp4\"; filename*=UTF-8''");
        assertThat(disposition.substring("inline; filename=\"media.mp4\"; ".length()))
                .doesNotContain("\"", ";", " ", "<");
    }

    @Test
    void whatIsNoFilmIsRefused() {
        refused(
                upload("This is a letter.".getBytes(StandardCharsets.UTF_8), "Letter", "letter.mp4"),
                422,
                "file-type-not-allowed");
        refused(upload(new byte[0], "Empty", "empty.mp4"), 422, "empty-file");
        refused(
                upload("<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8), "S", "s.svg"),
                422,
                "file-type-not-allowed");
        refused(
                upload("<html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8), "H", "h.jpg"),
                422,
                "file-type-not-allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
                "#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10.0,\nhttp://127.0.0.1:1/a.ts\n#EXT-X-ENDLIST\n",
                "ffconcat version 1.0\nfile 'film.mp4'\n",
                "file '/etc/passwd'\n"
            })
    void playListsAreRefused(String list) {
        refused(upload(list.getBytes(StandardCharsets.UTF_8), "List", "list.mp4"), 422, "file-type-not-allowed");
    }

    @Test
    void cutOffFilmIsRefused() {
        refused(upload(java.util.Arrays.copyOf(film, film.length / 2), "Cut", "cut.mp4"), 422, "not-a-playable-film");
        byte[] wrongEnd = otherFilm();
        java.util.Arrays.fill(wrongEnd, wrongEnd.length / 3, wrongEnd.length / 2, (byte) 0x55);
        upload(wrongEnd, "Damaged", "damaged.mp4").statusCode(422);
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void refusalIsSaidInTheCallersLanguage() {
        submitter
                .api()
                .header("Accept-Language", "en")
                .contentType("video/mp4")
                .queryParam("title", "x")
                .body("no film".getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/media")
                .then()
                .statusCode(422)
                .body("detail", containsString("its format is not known"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd.mp4", "C:\\film.mp4", "a\u0001b.mp4", "line\nbreak.mp4", "nul\u0000.mp4"})
    void fileNamesThatAreNoneAreRefused(String name) {
        refused(raw(film, "Good title", name), 400, "invalid-input");
    }

    @Test
    void fileNameOf255FourByteCharactersIsRefusedAndAShorterOneIsKept() {
        refused(raw(film, "Good title", "𠮷".repeat(255)), 400, "invalid-input");
        refused(upload(film, "Good title", "../film.mp4"), 400, "invalid-input");

        String name = "𠮷".repeat(120) + ".mp4";
        String id = upload(otherFilm(), "", name)
                .statusCode(201)
                .body("title", equalTo("𠮷".repeat(120)))
                .extract()
                .path("id");
        assertThat(fileNames(id)).containsExactly(name);
    }

    @Test
    void badTitlesAreRefused() {
        refused(upload(film, "x".repeat(201), "film.mp4"), 400, "invalid-input")
                .body("violations.field", hasItem("title"));
        refused(upload(film, "line\u0007bell", "film.mp4"), 400, "invalid-input");
        refused(upload(film, "right\u202eleft", "film.mp4"), 400, "invalid-input");
        refused(raw(film, null, null), 400, "invalid-input").body("violations.field", hasItem("title"));
    }

    @Test
    void formWithoutAFileIsRefused() {
        refused(submitter.api().multiPart("title", "T").post("/api/v1/media").then(), 400, "invalid-input");
        refused(
                submitter
                        .api()
                        .contentType("text/html")
                        .body("<p>")
                        .post("/api/v1/media")
                        .then(),
                415,
                "unsupported-type");
    }

    @Test
    void onlySubmittersAndSchedulersBringMedia() {
        refused(upload(SignedIn.as(Role.REVIEWER), film, "T", "t.mp4"), 403, "forbidden");
        assertThat(SignedIn.browser()
                        .multiPart("file", "a.mp4", film)
                        .post("/api/v1/media")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void fileOverTheLimitIsRefusedAndCleanedAway() throws Exception {
        Path large = folder.resolve(UUID.randomUUID() + ".mp4");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(64_000_000);
        }
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        for (BodyPublisher body : List.of(BodyPublishers.ofFile(large), BodyPublishers.ofInputStream(() -> {
            try {
                return Files.newInputStream(large);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }))) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(address + "?title=Large"))
                            .header("Authorization", "Bearer " + submitter.token())
                            .header("Content-Type", "video/mp4")
                            .POST(body)
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).contains("body-too-large");
            assertThat(everything()).isEqualTo(before);
        }
    }

    @Test
    void takesASloganAndSaysWhatSignsCannotShow() {
        String text = "知识产权•" + UUID.randomUUID();

        slogan(Map.of("text", "  " + text + " "))
                .statusCode(201)
                .body("kind", equalTo("SLOGAN"))
                .body("text", equalTo(text))
                .body("sha256", equalTo(MediaStore.hashOf(text.getBytes(StandardCharsets.UTF_8))))
                .body("undisplayable.index", equalTo(List.of(4)))
                .body("undisplayable.character", equalTo(List.of("•")))
                .body("undisplayable.repair", equalTo(List.of("·")));
        slogan(Map.of("text", text)).statusCode(200);
    }

    @Test
    void badSlogansAreRefused() {
        refused(slogan(Map.of("text", "字".repeat(10_000))), 422, "slogan-too-long");
        refused(slogan(Map.of("text", " \u3000\t ")), 422, "slogan-empty");
        refused(slogan("{\"text\":\"a\\u0000b\"}"), 422, "slogan-character-not-allowed");
        refused(slogan("{\"text\":\"a\\ud83d\"}"), 422, "slogan-character-not-allowed");
        refused(slogan("{\"text\":null}"), 400, "invalid-input");
        refused(slogan("{\"text\":7}"), 400, "invalid-input");
        refused(slogan("{\"text\""), 400, "body-not-json");
        refused(
                slogan(new byte[] {'{', '"', 't', 'e', 'x', 't', '"', ':', '"', (byte) 0xff, '"', '}'}),
                400,
                "body-not-json");
    }

    @Test
    void markupInASloganIsRefused() {
        refused(slogan("{\"text\":\"<script>alert('版权')</script>\"}"), 422, "slogan-markup");
        refused(slogan("{\"text\":\"保护<b>知识</b>产权\"}"), 422, "slogan-markup");
        refused(slogan("{\"text\":\"尊重&nbsp;知识\"}"), 422, "slogan-markup");
    }

    @Test
    void signsOfMarkupInASloganAreShownAsTheyStand() {
        String text = "\"'><知识产权" + UUID.randomUUID();
        String id = slogan(Map.of("text", text))
                .statusCode(201)
                .body("text", equalTo(text))
                .extract()
                .path("id");

        String page = SignedIn.cookieAs(Role.INSPECTOR)
                .page()
                .get("/media/" + id)
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(page).doesNotContain("><知识产权").contains("&gt;&lt;知识产权");
    }

    @Test
    void pagesThroughTheList() {
        String word = UUID.randomUUID().toString();
        for (int i = 0; i < 3; i++) {
            slogan(Map.of("text", i + " 100%_" + word)).statusCode(201);
        }

        String next = submitter
                .api()
                .get("/api/v1/media?kind=SLOGAN&limit=2&q=100%_" + word)
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(2))
                .body("next", notNullValue())
                .extract()
                .path("next");
        submitter
                .api()
                .get("/api/v1/media?kind=SLOGAN&limit=2&q=" + word + "&cursor=" + next)
                .then()
                .statusCode(200)
                .body("items.text", equalTo(List.of("0 100%_" + word)))
                .body("next", nullValue());
        submitter.api().get("/api/v1/media?q=1__%_" + word).then().body("items.size()", equalTo(0));
        submitter.api().get("/api/v1/media?limit=0").then().statusCode(400).contentType("application/problem+json");
        submitter
                .api()
                .get("/api/v1/media/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
        submitter.api().get("/api/v1/media?cursor=x").then().contentType("application/problem+json");
    }

    /** The film with other bytes behind it that no player looks at. */
    private static byte[] otherFilm() {
        UUID random = UUID.randomUUID();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(film);
        bytes.writeBytes(ByteBuffer.allocate(24)
                .putInt(24)
                .put("free".getBytes(StandardCharsets.US_ASCII))
                .putLong(random.getMostSignificantBits())
                .putLong(random.getLeastSignificantBits())
                .array());
        return bytes.toByteArray();
    }

    private ValidatableResponse upload(byte[] bytes, String title, String fileName) {
        return upload(submitter, bytes, title, fileName);
    }

    /** Written by hand: clients mend what is to be tried here. */
    private static ValidatableResponse upload(SignedIn person, byte[] bytes, String title, String fileName) {
        String boundary = "b" + UUID.randomUUID();
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(
                ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\n" + title + "\r\n--"
                                + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                                + fileName.replace("\"", "%22") + "\"\r\nContent-Type: video/mp4\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        form.writeBytes(bytes);
        form.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return person.api()
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .body(form.toByteArray())
                .post("/api/v1/media")
                .then();
    }

    private ValidatableResponse raw(byte[] bytes, String title, String fileName) {
        String query = (title == null ? "" : "title=" + URLEncoder.encode(title, StandardCharsets.UTF_8))
                + (fileName == null ? "" : "&fileName=" + URLEncoder.encode(fileName, StandardCharsets.UTF_8));
        return submitter
                .api()
                .urlEncodingEnabled(false)
                .contentType("application/octet-stream")
                .body(bytes)
                .post("/api/v1/media" + (query.isEmpty() ? "" : "?" + query))
                .then();
    }

    private ValidatableResponse slogan(Object body) {
        return submitter
                .api()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/slogans")
                .then();
    }

    private ValidatableResponse refused(ValidatableResponse answer, int status, String type) {
        answer.statusCode(status).contentType("application/problem+json").body("type", equalTo(type));
        assertThat(everything()).isEqualTo(before);
        return answer;
    }

    private List<String> fileNames(String mediaId) {
        return uploads.of(UUID.fromString(mediaId)).stream()
                .map(MediaUploads.Brought::fileName)
                .toList();
    }

    /** All rows, and the files that are on their way; kept ones come besides when work on earlier media is done. */
    private String everything() {
        return repository.count() + " media, " + uploads.count() + " uploads, incoming " + incoming();
    }

    private List<String> incoming() {
        return files(data.resolve("media/incoming"));
    }

    private static List<String> files(Path root) {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(Files::isRegularFile)
                    .map(Path::toString)
                    .sorted()
                    .toList();
        } catch (java.nio.file.NoSuchFileException e) {
            return List.of(); // the store is made by the first upload
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
