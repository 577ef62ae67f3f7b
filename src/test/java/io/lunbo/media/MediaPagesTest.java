package io.lunbo.media;

import io.lunbo.access.Role;
import io.lunbo.film.Films;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class MediaPagesTest {
    @Inject
    MediaUploads uploads;

    private SignedIn submitter;

    @BeforeEach
    void signIn() {
        submitter = SignedIn.cookieAs(Role.SUBMITTER);
    }

    @Test
    void formBringsAPictureAndShowsIt(@TempDir Path folder) throws IOException {
        byte[] picture = Files.readAllBytes(Films.picture(folder.resolve("p.png"), "png", "96x54"));
        String title = "Poster " + UUID.randomUUID();

        String place = form().multiPart("file", "poster.png", picture)
                .multiPart("title", title)
                .post("/media")
                .then()
                .statusCode(303)
                .extract()
                .header("Location");

        assertThat(page(place))
                .contains(title, "96 × 54", "poster.png", submitter.account().name(), MediaStore.hashOf(picture));
        assertThat(page("/media?q=" + title.substring(7))).contains(title, "loading=\"lazy\"");
    }

    @Test
    void refusedFileKeepsTheTitleAndSaysWhy() {
        long before = uploads.count();

        String page = form().multiPart("file", "film.mp4", "no film".getBytes(StandardCharsets.UTF_8))
                .multiPart("title", "Kept <title>")
                .post("/media")
                .then()
                .statusCode(422)
                .extract()
                .asString();

        assertThat(page).contains("id=\"e-file\"", "无法识别的格式", "value=\"Kept &lt;title&gt;\"");
        assertThat(uploads.count()).isEqualTo(before);
    }

    @Test
    void formWithoutAFileSaysSo() {
        assertThat(form().multiPart("title", "T")
                        .post("/media")
                        .then()
                        .statusCode(422)
                        .extract()
                        .asString())
                .contains("请选择一个文件");
    }

    @Test
    void sloganIsShownWithItsRepairs() {
        String text = "“创新”•" + UUID.randomUUID();

        String place = form().formParam("text", text)
                .post("/media/slogans")
                .then()
                .statusCode(303)
                .extract()
                .header("Location");

        assertThat(page(place)).contains(text, "建议改为", "384 × 16");
        assertThat(uploads.uploaders(UUID.fromString(place.substring(place.lastIndexOf('/') + 1))))
                .containsExactly(submitter.account().id());
    }

    @Test
    void refusedSloganKeepsItsText() {
        String text = "字".repeat(201);

        assertThat(form().formParam("text", text)
                        .post("/media/slogans")
                        .then()
                        .statusCode(422)
                        .extract()
                        .asString())
                .contains(text, "标语有 201 个字，最多 200 个字");
    }

    @Test
    void textIsCheckedWhileItIsTyped() {
        assertThat(form().formParam("text", "保护知识产权")
                        .post("/media/slogans/check")
                        .asString())
                .contains("所有字符都能")
                .doesNotContain("<html");
    }

    @Test
    void reviewerLooksButBringsNothing() {
        SignedIn reviewer = SignedIn.cookieAs(Role.REVIEWER);

        assertThat(reviewer.page()
                        .get("/media")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .doesNotContain("id=\"add-media\"");
        reviewer.page().get("/media/new").then().statusCode(403);
        reviewer.page().formParam("text", "x").post("/media/slogans").then().statusCode(403);
    }

    @Test
    void pageOfAnotherSiteBringsNothing() {
        RestAssured.given()
                .cookie("lunbo-session", submitter.token())
                .header("Sec-Fetch-Site", "cross-site")
                .formParam("text", "x")
                .post("/media/slogans")
                .then()
                .statusCode(403);
    }

    private RequestSpecification form() {
        return submitter
                .page()
                .config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig().defaultContentCharset("UTF-8")));
    }

    private String page(String path) {
        return submitter.page().get(path).then().statusCode(200).extract().asString();
    }
}
