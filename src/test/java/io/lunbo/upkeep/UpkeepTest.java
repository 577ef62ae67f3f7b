package io.lunbo.upkeep;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.Role;
import io.lunbo.audit.AuditTrail;
import io.lunbo.campaign.PlayLength;
import io.lunbo.custody.Damage;
import io.lunbo.custody.Damage.Fault;
import io.lunbo.custody.Damages;
import io.lunbo.film.Films;
import io.lunbo.manifest.Standby;
import io.lunbo.media.Media;
import io.lunbo.media.MediaIntake;
import io.lunbo.media.MediaRepository;
import io.lunbo.media.MediaStore;
import io.lunbo.rendition.Deliveries;
import io.lunbo.rendition.SloganBitmaps;
import io.lunbo.screen.Screen;
import io.lunbo.testsupport.AMedia;
import io.lunbo.testsupport.AScreen;
import io.lunbo.testsupport.PlayedScreen;
import io.lunbo.testsupport.SignedIn;
import io.lunbo.testsupport.Someone;
import io.lunbo.testsupport.StoredMedia;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

/** What nobody owns goes, what somebody owns stays and is what it was; what is not is told, and nobody gets it. */
@QuarkusTest
class UpkeepTest {
    @Inject
    OrphanSweep sweep;

    @Inject
    Scrub scrub;

    @Inject
    ScrubRound round;

    @Inject
    Damages damages;

    @Inject
    MediaStore store;

    @Inject
    MediaIntake intake;

    @Inject
    MediaRepository media;

    @Inject
    Deliveries deliveries;

    @Inject
    SloganBitmaps bitmaps;

    @Inject
    Standby standby;

    @Inject
    AuditTrail auditTrail;

    private final Account administrator = Someone.with(Role.ADMINISTRATOR);
    private final Account submitter = Someone.with(Role.SUBMITTER);

    @Test
    void orphanIsListedThenSweptAndStandsInTheTrail() throws IOException {
        String orphan = aged(kept(UUID.randomUUID().toString()));
        String young = kept(UUID.randomUUID().toString());

        assertThat(sweep.orphans(10_000))
                .extracting(OrphanSweep.Orphan::sha256)
                .contains(orphan)
                .doesNotContain(young);
        assertThat(store.find(orphan)).as("listing touches nothing").isPresent();

        assertThat(sweep.sweep(administrator))
                .extracting(OrphanSweep.Orphan::sha256)
                .contains(orphan);
        assertThat(store.find(orphan)).isEmpty();
        assertThat(store.find(young)).isPresent();
        assertThat(newestAudit("storage.sweep")).contains(orphan);
    }

    @Test
    void whateverSomebodyOwnsIsNeverSwept(@TempDir Path folder) throws Exception {
        Media picture = intake.file(Films.picture(folder.resolve("p.png"), "png", "94x54"), "图片", "p.png", submitter);
        Screen sign = AScreen.sign("08:00-22:00", Someone.with(Role.SCHEDULER));
        Media slogan = intake.slogan("尊重知识产权" + UUID.randomUUID(), submitter);
        String drawn = bitmaps.of(PlayLength.layout(slogan, sign), sign).orElseThrow();
        String original = StoredMedia.film(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
        List<String> owned = List.of(picture.sha256(), picture.posterSha256(), drawn, original, standby.sha256());
        for (String file : owned) {
            aged(file);
        }

        sweep.sweep(null);

        assertThat(owned).allSatisfy(file -> assertThat(store.find(file)).isPresent());
    }

    @Test
    void bytesThatLayAsAnOrphanAreThereOnceTheyAreTaken(@TempDir Path folder) throws Exception {
        Path file = Files.copy(Films.picture(folder.resolve("q.png"), "png", "92x54"), folder.resolve("copy.png"));
        String orphan =
                aged(store.keep(store.receive(Files.newInputStream(file))).sha256());

        Media taken = intake.file(file, "图片", "q.png", submitter);
        sweep.sweep(null);

        assertThat(taken.sha256()).isEqualTo(orphan);
        assertThat(store.find(orphan)).isPresent();
    }

    @Test
    void oneFlippedBitIsFoundToldAndNotServed() throws IOException {
        byte[] bytes = (UUID.randomUUID() + "film").getBytes(StandardCharsets.UTF_8);
        String film = StoredMedia.film(bytes);
        PlayedScreen screen = PlayedScreen.wall();
        screen.published(screen.today(), 1, List.of(film));
        screen.asks().get("/player/v1/media/" + film).then().statusCode(200);
        assertThat(scrub.look(film)).isEmpty();

        flip(film);
        assertThat(scrub.look(film)).contains(Fault.DIFFERS);

        screen.asks().get("/player/v1/media/" + film).then().statusCode(404);
        assertThat(newestAudit("storage.damage")).contains("DIFFERS");
        assertThat(damages.open(1000)).extracting(Damage::sha256).contains(film);
        RestAssured.get("/q/health/ready")
                .then()
                .statusCode(200)
                .body(containsString("stored files"), containsString("damaged"));
        SignedIn.cookieAs(Role.ADMINISTRATOR).page().get("/storage").then().body(containsString(film));
        SignedIn.cookieAs(Role.INSPECTOR).page().get("/storage/notice").then().body(containsString("损坏或缺失"));

        store.keep(store.receive(new ByteArrayInputStream(bytes)));
        scrub.lookAgain();
        assertThat(damages.open(1000)).extracting(Damage::sha256).doesNotContain(film);
        screen.asks().get("/player/v1/media/" + film).then().statusCode(200);
        assertThat(newestAudit("storage.heal")).contains("DIFFERS");
    }

    @Test
    void fileThatIsGoneIsFoundAndOneThatNobodyOwnsIsNoDamage() throws IOException {
        String film = StoredMedia.film(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
        Files.delete(store.path(film));
        assertThat(scrub.look(film)).contains(Fault.MISSING);
        assertThat(damages.open(1000)).extracting(Damage::sha256).contains(film);

        String nobodys = "0".repeat(63) + "7";
        scrub.look(nobodys);
        assertThat(damages.open(1000)).extracting(Damage::sha256).doesNotContain(nobodys);
    }

    @Test
    void lostFileForScreensIsMadeAnewAndNoSheetNamesItMeanwhile() {
        Media film = AMedia.film(10, submitter); // its file for screens has the same hash, and neither is there

        scrub.look(film.sha256());

        assertThat(damages.open(1000))
                .filteredOn(one -> one.sha256().equals(film.sha256()))
                .singleElement()
                .matches(Damage::remaking);
        assertThat(QuarkusTransaction.requiringNew().call(() -> damages.among(List.of(film.sha256()))))
                .containsExactly(film.sha256());
    }

    @Test
    void lostFileForScreensAndLostPosterAreMadeAnewAndServed(@TempDir Path folder) throws Exception {
        Path picture = Films.picture(folder.resolve("r.png"), "png", "94x54");
        Media poster = intake.file(picture, "海报", "r.png", submitter);
        PlayedScreen screen = PlayedScreen.wall();
        deliveries.order(poster, List.of(screen.screen()));
        String file = whenThere(
                () -> deliveries.files(List.of(poster), screen.screen()).get(poster.sha256()));
        screen.published(screen.today(), 1, List.of(file));
        byte[] served = screen.asks().get("/player/v1/media/" + file).asByteArray();
        SignedIn person = SignedIn.cookieAs(Role.INSPECTOR);

        for (String lost : List.of(file, poster.posterSha256())) {
            Files.delete(store.path(lost));
            assertThat(scrub.look(lost)).contains(Fault.MISSING);
        }
        screen.asks().get("/player/v1/media/" + file).then().statusCode(404);
        String again = whenThere(() -> {
            scrub.lookAgain();
            return deliveries.files(List.of(poster), screen.screen()).get(poster.sha256());
        });
        whenThere(() -> store.find(media.findById(poster.id()).posterSha256()).orElse(null));

        assertThat(again).isEqualTo(file);
        assertThat(screen.asks().get("/player/v1/media/" + file).asByteArray()).isEqualTo(served);
        person.page().get("/media/" + poster.id() + "/poster").then().statusCode(200);
    }

    private static <T> T whenThere(Supplier<T> question) {
        for (T found; ; LockSupport.parkNanos(50_000_000)) {
            found = QuarkusTransaction.requiringNew().call(question::get);
            if (found != null) {
                return found;
            }
        }
    }

    @Test
    void standbyPictureIsPutBackAtOnce() throws IOException {
        flip(standby.sha256());

        scrub.look(standby.sha256());
        assertThat(store.find(standby.sha256())).isPresent();
        scrub.lookAgain();
        assertThat(damages.open(1000)).extracting(Damage::sha256).doesNotContain(standby.sha256());
    }

    @Test
    void nightThatIsOverGoesOnWhereItEndedAndOnOneNodeOnly() {
        String place = "0".repeat(63) + "1";
        round.claim();
        round.reach(place, 3, 30);
        assertThat(scrub.run(Duration.ofMinutes(1))).as("another node is at it").isFalse();
        round.release();

        assertThat(scrub.run(Duration.ZERO)).isFalse();
        assertThat(round.claim()).contains(place);
        round.reach("fffffff0" + "0".repeat(56), 0, 0);
        assertThat(round.progress().files()).isGreaterThanOrEqualTo(3);
        round.release();

        assertThat(scrub.run(Duration.ofMinutes(1))).as("the end is near").isTrue();
        assertThat(round.progress().endedAt()).isNotNull();
        assertThat(round.claim()).contains("");
        round.release();
    }

    @Test
    void roundFindsWhatNobodyLookedFor() throws IOException {
        byte[] bytes = lateInTheOrder();
        String film = StoredMedia.film(bytes);
        flip(film);
        round.claim();
        round.reach(film.substring(0, 5) + "0".repeat(59), 0, 0);
        round.release();

        scrub.run(Duration.ofMinutes(1));

        assertThat(damages.open(1000)).extracting(Damage::sha256).contains(film);
    }

    /** Bytes whose hash is among the last, so that a round that begins there has little to read. */
    private byte[] lateInTheOrder() throws IOException {
        for (int i = 0; ; i++) {
            byte[] bytes = (UUID.randomUUID() + "-" + i).getBytes(StandardCharsets.UTF_8);
            if (hash(bytes).startsWith("fff")) {
                return bytes;
            }
        }
    }

    private static String hash(byte[] bytes) {
        return io.lunbo.dayplan.SheetContent.sha256(bytes);
    }

    private void flip(String sha256) throws IOException {
        Path file = store.path(sha256);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes, StandardOpenOption.TRUNCATE_EXISTING);
    }

    private String kept(String bytes) throws IOException {
        return store.keep(store.receive(new ByteArrayInputStream(bytes.getBytes(StandardCharsets.UTF_8))))
                .sha256();
    }

    private String aged(String sha256) throws IOException {
        Files.setLastModifiedTime(store.path(sha256), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        return sha256;
    }

    private String newestAudit(String deed) {
        return QuarkusTransaction.requiringNew()
                .call(() -> auditTrail.newest(200).stream()
                        .filter(entry -> entry.deed().equals(deed))
                        .findFirst()
                        .map(io.lunbo.audit.AuditEntry::details)
                        .orElse(""));
    }
}
