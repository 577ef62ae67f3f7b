package io.lunbo.viewing;

import io.lunbo.access.Role;
import io.lunbo.custody.FileOwner;
import io.lunbo.film.Films;
import io.lunbo.film.MediaFacts;
import io.lunbo.film.MediaInspection;
import io.lunbo.media.Media;
import io.lunbo.media.MediaIntake;
import io.lunbo.media.MediaStore;
import io.lunbo.review.Review;
import io.lunbo.review.ReviewChain;
import io.lunbo.review.ReviewScope;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

/** A film that no browser plays: people watch a copy of it, and sign the film. */
@QuarkusTest
class ViewingTest {
    @TempDir
    static Path folder;

    @Inject
    MediaIntake intake;

    @Inject
    MediaStore store;

    @Inject
    MediaInspection inspection;

    @Inject
    ViewingRepository viewings;

    @Inject
    ReviewChain chain;

    @Inject
    @Any
    Instance<FileOwner> owners;

    private SignedIn submitter;
    private SignedIn reviewer;

    @BeforeEach
    void signIn() {
        submitter = SignedIn.cookieAs(Role.SUBMITTER);
        reviewer = SignedIn.cookieAs(Role.REVIEWER);
    }

    @Test
    void reviewersWatchACopyOfTheWholeFilmAndSignTheOriginal() throws Exception {
        Media film = old();
        Review review = chain.open(
                film,
                new ReviewScope(
                        UUID.randomUUID(),
                        "宣传周",
                        Set.of("LED_WALL"),
                        LocalDate.parse("2023-04-20"),
                        LocalDate.parse("2023-04-26")),
                submitter.account());

        Viewing copy = made(film);

        assertThat(review.mediaSha256()).isEqualTo(film.sha256()).isNotEqualTo(copy.sha256());
        reviewer.page()
                .get("/reviews/" + review.id())
                .then()
                .statusCode(200)
                .body(containsString("/viewings/" + film.id() + "/film"))
                .body(not(containsString("/media/" + film.id() + "/content")))
                .body(containsString("name=\"sha256\" value=\"" + film.sha256() + "\""));
        reviewer.page()
                .get("/viewings/" + film.id())
                .then()
                .statusCode(200)
                .body(containsString("审看版"))
                .body(containsString(film.title()))
                .body(containsString(film.sha256().substring(0, 16)));
        byte[] bytes = reviewer.page()
                .get("/viewings/" + film.id() + "/film")
                .then()
                .statusCode(200)
                .contentType("video/mp4")
                .extract()
                .asByteArray();
        MediaFacts facts = inspection.inspect(Files.write(folder.resolve("seen"), bytes));
        assertThat(facts.direct()).isTrue();
        assertThat(facts.videoCodec()).isEqualTo("h264");
        assertThat(facts.durationMs()).isGreaterThan(film.durationMs() - 400);
        reviewer.page()
                .header("Range", "bytes=0-99")
                .get("/viewings/" + film.id() + "/film")
                .then()
                .statusCode(206)
                .header("Content-Length", "100");
        assertThat(reviewer.page()
                        .get("/media/" + film.id() + "/content")
                        .then()
                        .statusCode(200)
                        .contentType("video/x-msvideo")
                        .extract()
                        .asByteArray())
                .isEqualTo(Files.readAllBytes(store.path(film.sha256())));
    }

    @Test
    void copyIsForPeopleOfTheHouseOnlyAndIsMadeAnewWhereItIsLost() throws Exception {
        Media film = old();
        String sha256 = made(film).sha256();
        RestAssured.given()
                .redirects()
                .follow(false)
                .get("/viewings/" + film.id() + "/film")
                .then()
                .statusCode(org.hamcrest.Matchers.oneOf(302, 303, 401));
        Files.delete(store.path(sha256));
        reviewer.page().get("/viewings/" + film.id() + "/film").then().statusCode(404);

        FileOwner owner = owners.stream()
                .filter(one -> one.name().equals("VIEWING"))
                .findFirst()
                .orElseThrow();
        boolean remade = QuarkusTransaction.requiringNew().call(() -> owner.remake(sha256));

        assertThat(remade).isTrue();
        while (store.find(sha256).isEmpty()) {
            LockSupport.parkNanos(50_000_000);
        }
        assertThat(made(film).sha256()).isEqualTo(sha256);
    }

    @Test
    void filmThatABrowserPlaysIsShownItself() throws Exception {
        Media film = intake.file(
                Films.make(
                        folder.resolve("direct" + UUID.randomUUID()),
                        "-f lavfi -i testsrc2=s=320x180:r=10:d=2 -c:v libopenh264 -pix_fmt yuv420p -metadata title="
                                + UUID.randomUUID() + " -f mp4"),
                "新片",
                "新片.mp4",
                submitter.account());

        submitter
                .page()
                .get("/media/" + film.id())
                .then()
                .statusCode(200)
                .body(containsString("src=\"/media/" + film.id() + "/content\""))
                .body(not(containsString("/viewings/")));
        assertThat(viewings.findById(film.id())).isNull();
    }

    private Media old() {
        Path file = Films.make(
                folder.resolve("old" + UUID.randomUUID()),
                "-f lavfi -i testsrc2=s=320x240:r=25:d=3 -f lavfi -i sine=d=3 -c:v mpeg4 -c:a libmp3lame -metadata title="
                        + UUID.randomUUID() + " -f avi");
        return intake.file(file, "老片", "老片.avi", submitter.account());
    }

    private Viewing made(Media film) {
        while (QuarkusTransaction.requiringNew().call(() -> viewings.findById(film.id())) == null) {
            LockSupport.parkNanos(50_000_000);
        }
        return QuarkusTransaction.requiringNew().call(() -> viewings.findById(film.id()));
    }
}
