package io.lunbo.rendition;

import io.lunbo.access.PlayerTokens;
import io.lunbo.access.Role;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignBooking;
import io.lunbo.campaign.CampaignFacts;
import io.lunbo.campaign.SpotFacts;
import io.lunbo.dayplan.SheetContent;
import io.lunbo.film.Films;
import io.lunbo.film.MediaFacts;
import io.lunbo.film.MediaInspection;
import io.lunbo.media.Media;
import io.lunbo.media.MediaIntake;
import io.lunbo.media.MediaStore;
import io.lunbo.review.Review;
import io.lunbo.schedule.Sheet;
import io.lunbo.schedule.SheetBuilding;
import io.lunbo.schedule.SheetPublishing;
import io.lunbo.schedule.SheetRepository;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenColor;
import io.lunbo.screen.ScreenFacts;
import io.lunbo.screen.ScreenFit;
import io.lunbo.screen.ScreenKind;
import io.lunbo.screen.ScreenRegistration;
import io.lunbo.screen.SignSettings;
import io.lunbo.testsupport.AScreen;
import io.lunbo.testsupport.PlayedScreen;
import io.lunbo.testsupport.Reviewed;
import io.lunbo.testsupport.SignedIn;
import io.lunbo.web.Problem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** From signed originals to what players get: never the original, and never anything that is not derived from it. */
@QuarkusTest
class DeliveriesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    static Path folder;

    @Inject
    MediaIntake intake;

    @Inject
    MediaStore store;

    @Inject
    MediaInspection inspection;

    @Inject
    CampaignBooking booking;

    @Inject
    SheetBuilding building;

    @Inject
    SheetPublishing publishing;

    @Inject
    SheetRepository sheets;

    @Inject
    ScreenRegistration screens;

    @Inject
    RenditionRepository renditions;

    @Inject
    Deliveries deliveries;

    @Inject
    MadeStatements statements;

    @Inject
    EntityManager entities;

    @Inject
    Clock clock;

    private SignedIn scheduler;
    private SignedIn submitter;

    @BeforeEach
    void registerPeople() {
        scheduler = SignedIn.registered(false, Role.SCHEDULER);
        submitter = SignedIn.registered(false, Role.SUBMITTER);
    }

    @Test
    void playersGetFilesOfTheirScreensShapeAndNeverTheOriginal() throws Exception {
        Screen small = wall(200, 120, ScreenFit.FIT);
        Screen square = wall(160, 160, ScreenFit.FILL);
        Media film = approved(film("两种屏"), small, square);

        SheetContent onSmall = published(small);
        SheetContent onSquare = published(square);

        String smallFile = onSmall.media().get(0);
        String squareFile = onSquare.media().get(0);
        assertThat(Set.of(smallFile, squareFile, film.sha256())).hasSize(3);
        assertThat(served(small, smallFile).statusCode()).isEqualTo(200);
        assertThat(served(small, film.sha256()).statusCode()).isEqualTo(404);
        MediaFacts facts = inspection.inspect(
                Files.write(folder.resolve("served"), served(small, smallFile).asByteArray()));
        assertThat(List.of(facts.widthPx(), facts.heightPx())).containsExactly(200, 112);
        MediaFacts filling = inspection.inspect(store.path(squareFile));
        assertThat(List.of(filling.widthPx(), filling.heightPx())).containsExactly(160, 160);
        Rendition lineage = renditions.made(List.of(smallFile)).get(0);
        assertThat(lineage.originalSha256()).isEqualTo(film.sha256());
        assertThat(lineage.recipe()).isNotBlank();
        assertThat(deliveries.media(squareFile).orElseThrow().title()).isEqualTo(film.title());
    }

    @Test
    void manifestDescribesTheFileAndKeepsTheTitle() throws Exception {
        Screen screen = wall(200, 120, ScreenFit.FIT);
        Media film = approved(film("清单"), screen);
        String file = published(screen).media().get(0);

        String body = token(screen)
                .get("/player/v1/manifest")
                .then()
                .statusCode(200)
                .extract()
                .path("payload");

        String payload = new String(Base64.getUrlDecoder().decode(body), StandardCharsets.UTF_8);
        Map<String, Object> item = new JsonPath(payload).getMap("media.'" + file + "'");
        assertThat(item).containsEntry("title", film.title()).containsEntry("type", "video/mp4");
        assertThat(item).containsEntry("widthPx", 200).containsEntry("heightPx", 112);
        assertThat(((Number) item.get("bytes")).longValue()).isEqualTo(Files.size(store.path(file)));
        assertThat(item).containsEntry("original", film.sha256());
        assertThat(new JsonPath(payload).getMap("media")).doesNotContainKey(film.sha256());
    }

    @Test
    void statementBindsExactlyThisFileToItsOriginalUnderAKeyThatSignsNothingElse() throws Exception {
        Screen screen = wall(200, 120, ScreenFit.FIT);
        Media film = approved(film("结合"), screen);
        String file = published(screen).media().get(0);
        String body = token(screen).get("/player/v1/manifest").path("payload");
        String made = new JsonPath(text(body)).getString("media.'" + file + "'.made");

        String[] parts = made.split("\\.");
        Map<String, Object> claims = new JsonPath(text(parts[1])).getMap("");
        assertThat(claims).containsOnlyKeys("original", "delivery", "shape", "bytes", "madeAt");
        assertThat(claims).containsEntry("original", film.sha256()).containsEntry("delivery", file);
        assertThat(claims).containsEntry("shape", "200x112");
        assertThat(((Number) claims.get("bytes")).longValue()).isEqualTo(Files.size(store.path(file)));
        Map<String, String> ingest =
                RestAssured.get("/.well-known/lunbo-ingest.json").jsonPath().getMap("ingest[0]");
        assertThat(new JsonPath(text(parts[0])).getMap("").values())
                .containsExactlyInAnyOrder("EdDSA", "lunbo-made+jws", ingest.get("kid"));
        assertThat(ingest).containsEntry("use", "lunbo-ingest");
        assertThat(fits(ingest.get("x"), made)).isTrue();
        JsonPath manifests = RestAssured.get("/.well-known/lunbo-keys.json").jsonPath();
        assertThat(manifests.getList("keys.use")).containsOnly("sig");
        assertThat(manifests.getList("keys.x")).doesNotContain(ingest.get("x"));
        assertThat(fits(manifests.getString("keys[0].x"), made)).isFalse();
        assertThat(statedAtTheNextStart(file)).isEqualTo(made);
        assertThat(deliveries.statement(renditions.made(List.of(file)).get(0))).isEqualTo(made);
    }

    /** What a start states of a file that was made before anything was stated. */
    private String statedAtTheNextStart(String file) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("update renditions set statement = null where sha256 = ?1")
                        .setParameter(1, file)
                        .executeUpdate());
        statements.stateOlder(new StartupEvent());
        return QuarkusTransaction.requiringNew()
                .call(() -> renditions.made(List.of(file)).get(0).statement());
    }

    private static boolean fits(String x, String jws) throws GeneralSecurityException {
        byte[] encoded = new byte[44];
        System.arraycopy(HexFormat.of().parseHex("302a300506032b6570032100"), 0, encoded, 0, 12);
        System.arraycopy(Base64.getUrlDecoder().decode(x), 0, encoded, 12, 32);
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        int end = jws.lastIndexOf('.');
        signature.update(jws.substring(0, end).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(Base64.getUrlDecoder().decode(jws.substring(end + 1)));
    }

    private static String text(String base64) {
        return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    @Test
    void sheetWhoseFileCannotBeMadeIsNotPublishedAndSaysWhich() throws Exception {
        Screen screen = wall(200, 120, ScreenFit.FIT);
        Media film = film("丢失");
        Files.delete(store.path(film.sha256()));
        approved(film, screen);
        Sheet draft = building.build(screen.id(), tomorrow(), scheduler.account());

        assertThatThrownBy(() -> publishing.publish(List.of(draft.id()), scheduler.account(), PATIENCE))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.type().slug()).isEqualTo("delivery-missing");
                    assertThat(problem.extensions()).containsEntry("media", film.sha256());
                });
        assertThat(sheets.published(screen.id(), tomorrow())).isEmpty();
    }

    @Test
    void fileOfAnotherOriginalDoesNotStandInForTheApprovedOne() throws Exception {
        Screen screen = wall(200, 120, ScreenFit.FIT);
        Media signed = approved(film("已审"), screen);
        Media other = film("未审");
        deliveries.order(other, List.of(screen));
        Sheet draft = building.build(screen.id(), tomorrow(), scheduler.account());
        SheetContent content = SheetContent.read(draft.gzipBody());
        assertThat(content.media()).containsExactly(signed.sha256());
        SheetContent forged = new SheetContent(
                content.screen(),
                content.date(),
                content.timeZone(),
                content.from(),
                content.until(),
                List.of(other.sha256()),
                content.spots(),
                content.plays());
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("update sheets set body = ?1 where id = ?2")
                        .setParameter(1, SheetContent.gzip(forged.canonicalJson()))
                        .setParameter(2, draft.id())
                        .executeUpdate());

        assertThatThrownBy(() -> publishing.publish(List.of(draft.id()), scheduler.account(), PATIENCE))
                .hasMessage("sheet-not-approved");
    }

    @Test
    void screenThatFillsFromNowOnGetsAnotherFileAndWhatWasOnAirKeepsItsName() throws Exception {
        Screen screen = wall(160, 160, ScreenFit.FIT);
        approved(film("改为铺满"), screen);
        LocalDate today = tomorrow().minusDays(1);
        SheetContent first = published(screen, today);
        String before = first.media().get(0);
        while (!clock.instant().isAfter(first.startOf(first.plays().get(0)))) {
            LockSupport.parkNanos(20_000_000); // until the first play is on air
        }
        screens.change(
                screen.code(), facts(screen.code(), 160, 160, ScreenFit.FILL), screen.version(), scheduler.account());

        SheetContent after = published(screen, today);

        assertThat(after.media()).hasSizeLessThanOrEqualTo(2);
        String last =
                after.media().get(after.plays().get(after.plays().size() - 1).media());
        assertThat(last).isNotEqualTo(before);
        assertThat(after.media().get(after.plays().get(0).media())).isEqualTo(before);
        assertThat(published(screen, today).canonicalJson()).isNotEmpty();
    }

    @Test
    void pictureIsMadeForTheScreenToo() throws Exception {
        Screen screen = wall(200, 120, ScreenFit.FIT);
        Path file = Films.picture(folder.resolve("p" + UUID.randomUUID()), "png", "400x225");
        approved(intake.file(file, "海报", "海报.png", submitter.account()), screen);

        String made = published(screen).media().get(0);

        assertThat(inspection.inspect(store.path(made)).mimeType()).isEqualTo("image/jpeg");
        assertThat(served(screen, made).contentType()).isEqualTo("image/jpeg");
    }

    private Media film(String title) {
        Path file = Films.make(
                folder.resolve("f" + UUID.randomUUID()),
                "-f lavfi -i testsrc2=s=320x180:r=10:d=5,hue=h=" + Math.abs(title.hashCode() % 360)
                        + " -c:v libopenh264 -pix_fmt yuv420p -metadata title=" + UUID.randomUUID() + " -f mp4");
        return intake.file(file, title, title + ".mp4", submitter.account());
    }

    private Media approved(Media film, Screen... walls) {
        LocalDate from = tomorrow().minusDays(1);
        Set<String> codes = Arrays.stream(walls).map(Screen::code).collect(Collectors.toSet());
        String code = "c-" + UUID.randomUUID();
        Campaign campaign = booking.create(
                new CampaignFacts(code, "活动 " + code, null, null, from, from.plusDays(6), null, codes),
                scheduler.account());
        Review review = booking.submit(campaign.id(), film.id(), submitter.account());
        booking.book(campaign.id(), new SpotFacts(film.id(), 1, null, null, null, null, null), scheduler.account());
        Reviewed.byAll(review);
        return film;
    }

    private SheetContent published(Screen screen) {
        return published(screen, tomorrow());
    }

    private SheetContent published(Screen screen, LocalDate date) {
        Sheet draft = building.build(screen.id(), date, scheduler.account());
        publishing.publish(List.of(draft.id()), scheduler.account(), PATIENCE);
        Sheet sheet = sheets.published(screen.id(), date).orElseThrow();
        SheetContent content = SheetContent.read(sheet.gzipBody());
        assertThat(SheetContent.sha256(content.canonicalJson())).isEqualTo(sheet.sha256());
        return content;
    }

    private LocalDate tomorrow() {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai")).plusDays(1);
    }

    private Screen wall(int width, int height, ScreenFit fit) {
        return screens.register(facts("s-" + UUID.randomUUID(), width, height, fit), scheduler.account());
    }

    private ScreenFacts facts(String code, int width, int height, ScreenFit fit) {
        String unit = AScreen.unitOf(scheduler.account());
        return new ScreenFacts(
                code,
                "屏 " + code,
                ScreenKind.LED_WALL,
                width,
                height,
                ScreenColor.FULL,
                "Asia/Shanghai",
                "00:00-24:00",
                unit,
                null,
                true,
                fit,
                SignSettings.USUAL);
    }

    private static RequestSpecification token(Screen screen) {
        PlayerTokens.IssuedToken token = PlayedScreen.token(screen);
        return RestAssured.given().auth().oauth2(token.token());
    }

    private static Response served(Screen screen, String sha256) {
        return token(screen).get("/player/v1/media/" + sha256);
    }
}
