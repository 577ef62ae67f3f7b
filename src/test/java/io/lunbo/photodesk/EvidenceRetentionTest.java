package io.lunbo.photodesk;

import io.lunbo.access.Role;
import io.lunbo.evidence.PhotoRemoval;
import io.lunbo.testsupport.APhoto;
import io.lunbo.testsupport.PlayedScreen;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.nullValue;

/** Photos are kept for three years, to the day and no less, and leave their hash when they go. */
@QuarkusTest
class EvidenceRetentionTest {
    @Inject
    EvidenceRetention retention;

    @Inject
    PhotoRemoval removal;

    @Inject
    EvidenceConfig config;

    @Inject
    EntityManager entities;

    @Inject
    Clock clock;

    @ConfigProperty(name = "lunbo.data")
    Path data;

    private final PlayedScreen screen = PlayedScreen.wall();
    private SignedIn inspector;
    private SignedIn reader;

    @BeforeEach
    void signIn() {
        inspector = SignedIn.as(Role.INSPECTOR, Role.ADMINISTRATOR);
        reader = SignedIn.cookieAs(Role.INSPECTOR);
    }

    @Test
    void photoGoesAfterThreeYearsAndNotBefore() throws IOException {
        Instant limit = clock.instant().atOffset(ZoneOffset.UTC).minusYears(3).toInstant();
        String old = photo();
        String young = photo();
        received(old, limit.minusSeconds(60));
        received(young, limit.plusSeconds(3_600));
        String hash = inspector.api().get("/api/v1/evidence/" + old).path("sha256");

        assertThat(retention.run().photos()).isPositive();

        inspector
                .api()
                .get("/api/v1/evidence/" + old)
                .then()
                .statusCode(200)
                .body("sha256", equalTo(hash))
                .body("removedBy", nullValue())
                .body("released", equalTo(false))
                .body("picture", nullValue());
        assertThat(inspector.api().get("/api/v1/evidence/" + old + "/picture").statusCode())
                .isEqualTo(410);
        assertThat(reader.page().get("/evidence/" + old).asString()).contains("保存期满");
        assertThat(inspector.api().get("/api/v1/evidence/" + young + "/picture").statusCode())
                .isEqualTo(200);
        assertThat(deeds(old)).containsOnlyOnce("photo.expire");
        assertThat(retention.run().photos()).as("once").isZero();
        removal.expire(UUID.fromString(young), limit);
        assertThat(inspector.api().get("/api/v1/evidence/" + young + "/picture").statusCode())
                .as("whoever asks")
                .isEqualTo(200);
    }

    @Test
    void pictureOfAPlayerThatIsSilentGoesToo() throws IOException {
        Path file = Files.createDirectories(data.resolve("screenshots"))
                .resolve(screen.screen().id() + ".jpg");
        Files.write(file, APhoto.jpeg(320, 240));
        Files.setLastModifiedTime(
                file, FileTime.from(clock.instant().minus(Duration.ofDays(config.keepScreenshotDays() - 1))));
        retention.run();
        assertThat(file).exists();
        Files.setLastModifiedTime(
                file, FileTime.from(clock.instant().minus(Duration.ofDays(config.keepScreenshotDays() + 1))));
        retention.run();
        assertThat(file).doesNotExist();
    }

    @Test
    void retentionStandsOnThePageOfTheArchives() {
        photo();
        inspector
                .api()
                .get("/api/v1/evidence-retention")
                .then()
                .statusCode(200)
                .body("keepYears", equalTo(3))
                .body("photos", greaterThan(0));
        assertThat(reader.page().get("/play-archives").asString()).contains("/evidence/retention");
        assertThat(reader.page().get("/evidence/retention").asString()).contains("3 年");
        assertThat(SignedIn.cookieAs(Role.SUBMITTER)
                        .page()
                        .get("/evidence/retention")
                        .statusCode())
                .isEqualTo(403);
    }

    private String photo() {
        Response taken = inspector
                .api()
                .multiPart("file", APhoto.onDisk(APhoto.jpeg(640, 480)).toFile(), "image/jpeg")
                .multiPart("screen", screen.screen().code())
                .multiPart("seen", "AS_PLANNED")
                .multiPart("clear", "on")
                .accept(ContentType.JSON)
                .post("/api/v1/evidence");
        return taken.then().statusCode(201).extract().path("id");
    }

    private void received(String photo, Instant at) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("update photos set received_at = :at where id = :id")
                        .setParameter("at", at)
                        .setParameter("id", UUID.fromString(photo))
                        .executeUpdate());
    }

    private List<String> deeds(String photo) {
        return QuarkusTransaction.requiringNew()
                .call(() -> entities.createQuery(
                                "select e.deed from AuditEntry e where e.before like :photo", String.class)
                        .setParameter("photo", "%" + photo + "%")
                        .getResultList());
    }
}
