package io.lunbo.media;

import io.lunbo.access.Role;
import io.lunbo.film.Films;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.in;

/** Whatever a person brings by mistake or by malice: a sentence beside the field, what was typed stays, nothing is kept. */
@QuarkusTest
class BadMediaFormsTest {
    @TempDir
    static Path folder;

    private static byte[] film;

    @Inject
    MediaUploads uploads;

    @TestHTTPResource("/media")
    URI address;

    private final String title = "Kept " + UUID.randomUUID();
    private SignedIn submitter;
    private long before;

    @BeforeAll
    static void makeAFilm() throws IOException {
        film = Files.readAllBytes(Films.mp4(folder.resolve("film.mp4")));
    }

    @BeforeEach
    void signIn() {
        submitter = SignedIn.cookieAs(Role.SUBMITTER);
        before = uploads.count();
    }

    @AfterEach
    void nothingIsKept() {
        assertThat(uploads.count()).isEqualTo(before);
    }

    @Test
    void filesThatAreNoFilmsAreRefusedBesideTheField() throws Exception {
        refused(new byte[0], "empty.mp4", "没有任何内容");
        refused("A letter".getBytes(StandardCharsets.UTF_8), "letter.mp4", "无法识别的格式");
        refused("#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n".getBytes(StandardCharsets.UTF_8), "list.mp4", "无法识别的格式");
        refused("ffconcat version 1.0\nfile 'film.mp4'\n".getBytes(StandardCharsets.UTF_8), "list.mp4", "无法识别的格式");
        refused(Arrays.copyOf(film, film.length / 2), "cut.mp4", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../film.mp4", "..\\film.mp4", "a/b.mp4"})
    void namesThatAreWaysAreRefusedBesideTheField(String name) throws Exception {
        refused(film, name, "文件名");
    }

    @Test
    void nameOf255FourByteCharactersIsRefusedBesideTheField() throws Exception {
        refused(film, "𠮷".repeat(255), "文件名");
    }

    @Test
    void badTitlesAreRefusedBesideTheirField() throws Exception {
        for (String bad : new String[] {"字".repeat(201), "bell\u0007", "right\u202eleft", "𠮷".repeat(255)}) {
            String page = refusal(film, "film.mp4", bad);
            assertThat(page).contains("id=\"e-title\"").doesNotContain("id=\"e-file\"");
        }
    }

    @Test
    void badSlogansAreRefusedBesideTheFieldAndStay() {
        for (String bad : new String[] {"字".repeat(10_000), "", "   \u3000 \n", "a\u0007b"}) {
            String page = form().formParam("text", bad)
                    .post("/media/slogans")
                    .then()
                    .statusCode(422)
                    .extract()
                    .asString();
            assertThat(page).contains("id=\"f-text\"", "is-invalid");
            assertThat(page).contains(bad.replace("\u0007", "").strip());
        }
    }

    @Test
    void markupThatIsRefusedComesBackAsText() {
        String bad = "<script>alert(1)</script>".repeat(20);

        assertThat(form().formParam("text", bad)
                        .post("/media/slogans")
                        .then()
                        .statusCode(422)
                        .extract()
                        .asString())
                .contains("&lt;script&gt;alert(1)")
                .doesNotContain("<script>alert");
    }

    @Test
    void wrongOrMissingSessionBringsNothing() {
        for (String session : new String[] {"", "lbs_wrong", "𠮷", "x".repeat(4000)}) {
            RestAssured.given()
                    .redirects()
                    .follow(false)
                    .cookie("lunbo-session", session)
                    .header("Sec-Fetch-Site", "same-origin")
                    .multiPart("file", "film.mp4", film, "video/mp4")
                    .post("/media")
                    .then()
                    .statusCode(in(new Integer[] {303, 401, 400}));
        }
    }

    private void refused(byte[] bytes, String name, String sentence) throws Exception {
        String page = refusal(bytes, name, title);
        assertThat(page).contains("id=\"e-file\"", "value=\"" + title + "\"", sentence);
        assertThat(page).doesNotContain(folder.toString(), "Exception");
    }

    /** As browsers send it: names and texts as UTF-8. */
    private String refusal(byte[] bytes, String name, String typedTitle) throws Exception {
        String head = "--part\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\n" + typedTitle
                + "\r\n--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: video/mp4\r\n\r\n";
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "multipart/form-data; boundary=part")
                .header("Cookie", "lunbo-session=" + submitter.token())
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofByteArrays(List.of(
                        head.getBytes(StandardCharsets.UTF_8),
                        bytes,
                        "\r\n--part--\r\n".getBytes(StandardCharsets.UTF_8))))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(name + " " + typedTitle).isEqualTo(422);
        return answer.body();
    }

    private RequestSpecification form() {
        return submitter
                .page()
                .config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig().defaultContentCharset("UTF-8")));
    }
}
