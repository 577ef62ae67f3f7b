package io.lunbo.evidence;

import io.lunbo.access.Role;
import io.lunbo.dayplan.SheetContent;
import io.lunbo.dayplan.SheetContent.PlannedPlay;
import io.lunbo.media.MediaStore;
import io.lunbo.testsupport.APhoto;
import io.lunbo.testsupport.PlayedScreen;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

/** A photo comes in once, leaves its notes behind, is blurred, counted apart, and goes only with a reason. */
@QuarkusTest
class EvidenceTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @Inject
    EntityManager entities;

    @Inject
    MediaStore store;

    @Inject
    PhotoFiles files;

    @Inject
    Clock clock;

    @Test
    void aPhotoKeepsWhatIsKnownApartFromThePicture() {
        PlayedScreen screen = located(29.40512, 105.59123);
        SignedIn inspector = SignedIn.as(Role.INSPECTOR);
        Instant now = clock.instant();
        LocalDateTime camera =
                LocalDateTime.ofInstant(now.minusSeconds(90), ZONE).truncatedTo(ChronoUnit.SECONDS);
        byte[] photo = APhoto.noted(APhoto.jpeg(800, 600), 6, camera, "+08:00", 29.41, 105.6);

        Response answer = form(inspector, screen, photo)
                .multiPart("latitude", "29.4060")
                .multiPart("longitude", "105.5912")
                .multiPart("accuracy", "12.5")
                .multiPart("remark", "东南角")
                .post("/api/v1/evidence");
        answer.then()
                .statusCode(201)
                .body("screen", equalTo(screen.screen().code()))
                .body("seen", equalTo("AS_PLANNED"))
                .body("place.accuracyM", equalTo(12.5f))
                .body("cameraPlace.latitude", notNullValue())
                .body("widthPx", equalTo(600))
                .body("released", equalTo(false))
                .body("removedAt", nullValue());
        assertThat(answer.<Integer>path("distanceM")).isCloseTo(98, within(3));
        assertThat(Instant.parse(answer.path("cameraAt")))
                .isEqualTo(camera.atZone(ZONE).toInstant());
        assertThat(answer.<String>path("shotAt")).isEqualTo(answer.path("cameraAt"));

        byte[] kept = inspector.api().get(answer.<String>path("picture")).asByteArray();
        String text = new String(kept, StandardCharsets.ISO_8859_1);
        assertThat(text).doesNotContain("Exif").doesNotContain("SecretCamera");
        String id = answer.path("id");
        String saved = new String(
                SignedIn.cookieAs(Role.INSPECTOR)
                        .page()
                        .accept("*/*")
                        .get("/evidence/" + id + "/picture.jpg?save=1")
                        .then()
                        .statusCode(200)
                        .header("Content-Disposition", containsString("attachment"))
                        .extract()
                        .asByteArray(),
                StandardCharsets.ISO_8859_1);
        assertThat(saved).doesNotContain("Exif");
        assertThat(files.owned(List.of(answer.path("sha256"), answer.path("originalSha256"))))
                .containsExactly(answer.<String>path("sha256"));
        assertThat(store.find(answer.path("originalSha256"))).isEmpty();
        assertThat(deeds(id)).contains("photo.take");
    }

    @Test
    void nothingIsSaidOfPlacesThatNobodyKnows() {
        SignedIn inspector = SignedIn.as(Role.INSPECTOR);
        form(inspector, PlayedScreen.wall(), APhoto.jpeg(640, 480))
                .multiPart("latitude", "29.4")
                .multiPart("longitude", "105.6")
                .post("/api/v1/evidence")
                .then()
                .statusCode(201)
                .body("distanceM", nullValue())
                .body("cameraAt", nullValue());
        form(inspector, located(29, 105), APhoto.jpeg(640, 480))
                .multiPart("latitude", "29.4")
                .post("/api/v1/evidence")
                .then()
                .statusCode(201)
                .body("place", nullValue())
                .body("distanceM", nullValue());
    }

    @Test
    void aFastCameraIsNotBelieved() {
        LocalDateTime tomorrow = LocalDateTime.ofInstant(clock.instant().plus(Duration.ofDays(1)), ZONE);
        byte[] photo = APhoto.noted(APhoto.jpeg(640, 480), 1, tomorrow, "+08:00", 1, 1);
        Response answer =
                form(SignedIn.as(Role.PLAYOUT), PlayedScreen.wall(), photo).post("/api/v1/evidence");
        answer.then().statusCode(201);
        assertThat(answer.<String>path("shotAt")).isEqualTo(answer.path("receivedAt"));
        assertThat(Instant.parse(answer.path("cameraAt"))).isAfter(Instant.parse(answer.path("receivedAt")));
    }

    @Test
    void oneFileIsEvidenceOnce() {
        SignedIn inspector = SignedIn.as(Role.INSPECTOR);
        byte[] photo = APhoto.jpeg(640, 480);
        form(inspector, PlayedScreen.wall(), photo)
                .post("/api/v1/evidence")
                .then()
                .statusCode(201);
        form(inspector, PlayedScreen.wall(), photo)
                .post("/api/v1/evidence")
                .then()
                .statusCode(409)
                .body("type", equalTo("photo-known"))
                .body("photo", notNullValue());
    }

    @Test
    void whatIsWrongIsSaidBesideItsField() {
        SignedIn inspector = SignedIn.as(Role.INSPECTOR);
        PlayedScreen screen = PlayedScreen.wall();
        byte[] photo = APhoto.jpeg(640, 480);
        for (Map.Entry<String, String> wrong : Map.of(
                        "blur", "0,0,9,9",
                        "latitude", "north",
                        "remark", "x".repeat(501))
                .entrySet()) {
            form(inspector, screen, photo)
                    .multiPart(wrong.getKey(), wrong.getValue())
                    .post("/api/v1/evidence")
                    .then()
                    .statusCode(400)
                    .body("violations.field", equalTo(List.of(wrong.getKey())));
        }
        inspector
                .api()
                .multiPart("file", APhoto.onDisk(photo).toFile(), "image/jpeg")
                .multiPart("screen", "no-such")
                .multiPart("seen", "AS_PLANNED")
                .post("/api/v1/evidence")
                .then()
                .statusCode(400);
        inspector
                .api()
                .multiPart("screen", screen.screen().code())
                .multiPart("seen", "PERHAPS")
                .multiPart("file", APhoto.onDisk(photo).toFile(), "image/jpeg")
                .post("/api/v1/evidence")
                .then()
                .statusCode(400);
        form(inspector, screen, "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/evidence")
                .then()
                .statusCode(415)
                .body("type", equalTo("not-a-photo"));
    }

    @Test
    void aFaceIsWipedOutAndSomebodyIsAskedAfterwards() {
        SignedIn inspector = SignedIn.as(Role.INSPECTOR);
        byte[] photo = APhoto.file(APhoto.withFace(APhoto.street(1280, 960), 500, 420, 260), "jpg");
        Response answer = form(inspector, PlayedScreen.wall(), photo)
                .multiPart("clear", "on")
                .multiPart("blur", "0.8,0.8,0.1,0.1")
                .post("/api/v1/evidence");
        answer.then().statusCode(201).body("drawn", equalTo(1)).body("released", equalTo(false));
        assertThat(answer.<Integer>path("faces")).isPositive();
        String id = answer.path("id");
        inspector
                .api()
                .post("/api/v1/evidence/" + id + "/clear")
                .then()
                .statusCode(200)
                .body("released", equalTo(true));
        inspector.api().post("/api/v1/evidence/" + id + "/clear").then().statusCode(409);
        // where nothing was found, one tick is enough
        form(inspector, PlayedScreen.wall(), APhoto.jpeg(640, 480))
                .multiPart("clear", "on")
                .post("/api/v1/evidence")
                .then()
                .statusCode(201)
                .body("released", equalTo(true));
    }

    @Test
    void aRemovedPhotoLeavesItsHashAndTheReason() {
        SignedIn inspector = SignedIn.as(Role.INSPECTOR);
        SignedIn administrator = SignedIn.as(Role.ADMINISTRATOR);
        byte[] photo = APhoto.jpeg(640, 480);
        PlayedScreen screen = PlayedScreen.wall();
        Response taken = form(inspector, screen, photo).post("/api/v1/evidence");
        String at = "/api/v1/evidence/" + taken.path("id");
        inspector
                .api()
                .contentType("application/json")
                .body(Map.of("why", "x"))
                .post(at + "/remove")
                .then()
                .statusCode(403);
        administrator
                .api()
                .contentType("application/json")
                .body(Map.of("why", " "))
                .post(at + "/remove")
                .then()
                .statusCode(400);
        administrator
                .api()
                .contentType("application/json")
                .body(Map.of("why", "拍到了孩子"))
                .post(at + "/remove")
                .then()
                .statusCode(200)
                .body("sha256", equalTo(taken.path("sha256")))
                .body("removedWhy", equalTo("拍到了孩子"))
                .body("picture", nullValue());
        inspector.api().get(at + "/picture").then().statusCode(410);
        inspector.api().post(at + "/clear").then().statusCode(410);
        administrator
                .api()
                .contentType("application/json")
                .body(Map.of("why", "again"))
                .post(at + "/remove")
                .then()
                .statusCode(410);
        assertThat(files.owned(List.of(taken.<String>path("sha256")))).isEmpty();
        form(inspector, screen, photo).post("/api/v1/evidence").then().statusCode(409);
        SignedIn.cookieAs(Role.SCHEDULER)
                .page()
                .get("/evidence/" + taken.path("id"))
                .then()
                .statusCode(200)
                .body(containsString("拍到了孩子"));
    }

    @Test
    void aPhotoConfirmsTheDuePlayAndNothingOfTheDevice() {
        PlayedScreen screen = PlayedScreen.wall();
        SignedIn inspector = SignedIn.as(Role.INSPECTOR);
        Instant start = clock.instant().minusSeconds(30).truncatedTo(ChronoUnit.SECONDS);
        LocalDate date = LocalDate.ofInstant(start, ZONE);
        String media = UUID.randomUUID().toString().replace("-", "").repeat(2);
        sheet(screen, date, start, media);

        Response first = form(inspector, screen, APhoto.jpeg(640, 480)).post("/api/v1/evidence");
        first.then().statusCode(201).body("due.media", equalTo(media)).body("due.likeness", nullValue());
        assertThat(Instant.parse(first.path("due.startedAt"))).isEqualTo(start);
        form(inspector, screen, APhoto.jpeg(640, 480))
                .post("/api/v1/evidence")
                .then()
                .statusCode(201);
        counted(inspector, screen, date, 1); // one play, however often it was photographed

        Response dark = inspector
                .api()
                .multiPart("file", APhoto.onDisk(APhoto.jpeg(640, 480)).toFile(), "image/jpeg")
                .multiPart("screen", screen.screen().code())
                .multiPart("seen", "DARK")
                .post("/api/v1/evidence");
        dark.then().statusCode(201).body("due.media", equalTo(media));
        counted(inspector, screen, date, 1);
        SignedIn.cookieAs(Role.SUBMITTER)
                .page()
                .get("/inspect/screens/" + screen.screen().code() + "/days/" + date)
                .then()
                .statusCode(200)
                .body(containsString("照片确认"));
    }

    private void counted(SignedIn inspector, PlayedScreen screen, LocalDate date, int photos) {
        inspector
                .api()
                .queryParam("screen", screen.screen().code())
                .queryParam("from", date.toString())
                .queryParam("until", date.toString())
                .queryParam("by", "HOUR", "MEDIA")
                .get("/api/v1/tallies")
                .then()
                .statusCode(200)
                .body("total.photoConfirmed", equalTo(photos))
                .body("total.logged", equalTo(0))
                .body("groups.photoConfirmed.sum()", equalTo(photos));
    }

    @Test
    void pagesStayWhatTheyAreWhilePhotosComeIn() {
        PlayedScreen screen = PlayedScreen.wall();
        SignedIn inspector = SignedIn.as(Role.INSPECTOR);
        for (int i = 0; i < 5; i++) {
            form(inspector, screen, APhoto.jpeg(320, 240))
                    .post("/api/v1/evidence")
                    .then()
                    .statusCode(201);
        }
        Set<String> seen = new HashSet<>();
        String cursor = "";
        for (int page = 0; page < 3; page++) {
            Response answer = inspector
                    .api()
                    .get("/api/v1/evidence?limit=2&screen=" + screen.screen().code() + "&cursor=" + cursor);
            answer.then().statusCode(200);
            List<String> ids = answer.path("items.id");
            ids.forEach(id -> assertThat(seen.add(id)).isTrue());
            cursor = answer.path("next");
            form(inspector, screen, APhoto.jpeg(320, 240))
                    .post("/api/v1/evidence")
                    .then()
                    .statusCode(201);
        }
        assertThat(seen).hasSize(5);
        assertThat(cursor).isNull();
        inspector.api().get("/api/v1/evidence?cursor=x").then().statusCode(400);
        inspector.api().get("/api/v1/evidence?limit=0").then().statusCode(400);
        inspector
                .api()
                .get("/api/v1/evidence?from=2023-04-27&until=2023-04-20")
                .then()
                .statusCode(422);
    }

    @Test
    void aLinkOfACodeLeadsBackAfterTheSignIn() {
        String path = "/evidence/new?screen=" + PlayedScreen.wall().screen().code();
        String login =
                SignedIn.browser().get(path).then().statusCode(303).extract().header("Location");
        assertThat(login).contains("login").contains("evidence").contains("screen");
        SignedIn.cookieAs(Role.INSPECTOR)
                .page()
                .get(path)
                .then()
                .statusCode(200)
                .body(containsString("capture"));
        SignedIn.cookieAs(Role.SUBMITTER).page().get(path).then().statusCode(403);
        SignedIn.cookieAs(Role.PLAYOUT)
                .page()
                .get("/evidence/new?screen=nowhere")
                .then()
                .statusCode(404);
    }

    private static RequestSpecification form(SignedIn person, PlayedScreen screen, byte[] photo) {
        return person.api()
                .multiPart("file", APhoto.onDisk(photo).toFile(), "image/jpeg")
                .multiPart("screen", screen.screen().code())
                .multiPart("seen", "AS_PLANNED");
    }

    private static void sheet(PlayedScreen screen, LocalDate date, Instant start, String media) {
        Instant midnight = date.atStartOfDay(ZONE).toInstant();
        int startMs = (int) Duration.between(midnight, start).toMillis();
        screen.published(
                new SheetContent(
                        screen.screen().code(),
                        date,
                        ZONE,
                        midnight,
                        date.plusDays(1).atStartOfDay(ZONE).toInstant(),
                        List.of(media),
                        List.of(UUID.randomUUID()),
                        List.of(new PlannedPlay(startMs, 0, 0, 300_000))),
                1);
        QuarkusTransaction.requiringNew().run(() -> {
            EntityManager entities =
                    io.quarkus.arc.Arc.container().instance(EntityManager.class).get();
            entities.createNativeQuery("update sheets set published_at = :at where screen_id = :screen")
                    .setParameter("at", start.minusSeconds(60))
                    .setParameter("screen", screen.screen().id())
                    .executeUpdate();
        });
    }

    private PlayedScreen located(double north, double east) {
        PlayedScreen screen = PlayedScreen.wall();
        QuarkusTransaction.requiringNew().run(() -> {
            UUID site = UUID.randomUUID();
            entities.createNativeQuery("insert into sites values (:id, :code, '点位', '', :north, :east, '', '', '', 0)")
                    .setParameter("id", site)
                    .setParameter("code", "site-" + site)
                    .setParameter("north", north)
                    .setParameter("east", east)
                    .executeUpdate();
            entities.createNativeQuery("update screens set site_id = :site where id = :screen")
                    .setParameter("site", site)
                    .setParameter("screen", screen.screen().id())
                    .executeUpdate();
        });
        return screen;
    }

    private List<String> deeds(String photo) {
        return QuarkusTransaction.requiringNew()
                .call(() -> entities.createQuery(
                                "select e.deed from AuditEntry e where e.after like :photo", String.class)
                        .setParameter("photo", "%" + photo + "%")
                        .getResultList());
    }
}
