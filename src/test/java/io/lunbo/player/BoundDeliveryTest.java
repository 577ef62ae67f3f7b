package io.lunbo.player;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.lunbo.testsupport.Browser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A node that was taken over with the key of the manifests, but not of the ingest: which files it can pass off as reviewed. */
class BoundDeliveryTest {
    private static final String ORIGINAL = "a1".repeat(32);
    private static final String OTHER_ORIGINAL = "b2".repeat(32);
    private static Browser browser;

    private final StubReviewers reviewers = new StubReviewers();
    private final KeyPair ingest = StubService.newKey();
    private StubService service;
    private StubManifest manifest;
    private BrowserContext context;
    private Page page;
    private String film;
    private long bytes;

    @BeforeAll
    static void launch() {
        browser = Browser.launch();
    }

    @AfterAll
    static void closeBrowser() {
        browser.close();
    }

    @BeforeEach
    void open() throws IOException {
        service = new StubService();
        service.reviewRoot = reviewers.rootX();
        service.ingest = List.of(StubReviewers.ingestKey(ingest));
        manifest = new StubManifest(service.now());
        manifest.standby = manifest.picture("垫片", resource("/standby.png"));
        byte[] file = resource("/films/blue.mp4");
        bytes = file.length;
        film = manifest.film("蓝色短片", file, 4000);
        manifest.loop(4000, film);
        manifest.reviewers = StubReviewers.certificates(reviewers.root, reviewers.all());
        context = browser.context(new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(960, 540));
        page = context.newPage();
        deliver();
    }

    @AfterEach
    void close() {
        context.close();
        service.close();
    }

    @Test
    void onlyTheStatementAboutThisFileAndThisOriginalUnderTheIngestKeyIsBelieved() {
        start();
        plays();
        Map<String, Runnable> attacks = new LinkedHashMap<>();
        attacks.put("no statement", () -> item().remove("made"));
        attacks.put("another file's statement", () -> made(ingest, "c3".repeat(32), ORIGINAL, Map.of()));
        attacks.put("another original's statement", () -> made(ingest, film, OTHER_ORIGINAL, Map.of()));
        attacks.put("file and original swapped", () -> made(ingest, ORIGINAL, film, Map.of()));
        attacks.put("the manifest key", () -> made(service.key, film, ORIGINAL, Map.of()));
        attacks.put("an unknown key", () -> made(StubService.newKey(), film, ORIGINAL, Map.of()));
        attacks.put("another shape", () -> made(ingest, film, ORIGINAL, Map.of("shape", "640x360")));
        attacks.put("shape changed under the signature", this::tamper);
        attacks.put("another size", () -> made(ingest, film, ORIGINAL, Map.of("bytes", bytes + 1)));
        attacks.put("another type of record", () -> item().put("made", ofType("lunbo-manifest+jws")));
        attacks.put("no text", () -> item().put("made", List.of(1)));
        attacks.put("original left out", () -> item().remove("original"));
        attacks.put("original null", () -> item().put("original", null));
        attacks.put("another approved original", this::otherApprovedOriginal);
        attacks.forEach((name, attack) -> {
            attack.run();
            publishNext();
            unreviewed(name);
            deliver();
            publishNext();
            plays();
        });
    }

    @Test
    void partOfTheOriginalIsStatedToo() {
        made(ingest, film, ORIGINAL, Map.of("shape", "320x180-of-100000x75000"));
        start();
        plays();
    }

    @Test
    void keysThatWereSeenFirstAreNotReplacedByTheService() {
        start();
        plays();
        KeyPair invented = StubService.newKey();
        service.ingest = List.of(StubReviewers.ingestKey(invented));
        made(invented, film, ORIGINAL, Map.of());
        publishNext();
        unreviewed("invented keys");
        page.reload();
        unreviewed("invented keys, after a new start");
        deliver();
        publishNext();
        plays();
    }

    @Test
    void keysThatTheKioskNamedAreNotReplacedByTheService() {
        KeyPair invented = StubService.newKey();
        service.ingest = List.of(StubReviewers.ingestKey(invented));
        service.publish(manifest);
        page.navigate(address() + "&ingest=" + StubManifest.rawKey(ingest.getPublic()));
        plays();
    }

    @Test
    void manifestKeyNeverBecomesAnIngestKeyHoweverItIsNamed() {
        service.ingest = List.of(
                StubReviewers.ingestKey(service.key),
                Map.of("kty", "OKP", "use", "sig", "x", StubManifest.rawKey(ingest.getPublic())));
        start();
        unreviewed("a key of another use");
        made(service.key, film, ORIGINAL, Map.of());
        publishNext();
        unreviewed("the manifest key");
    }

    @Test
    void fileThatWasItselfReviewedNeedsNoStatement() {
        item().remove("made");
        item().remove("original");
        item().put("review", StubReviewers.signed(film, reviewers.all(), Map.of()));
        start();
        plays();
    }

    private void deliver() {
        item().putAll(Map.of("original", ORIGINAL, "widthPx", 320, "heightPx", 180));
        item().put("review", StubReviewers.signed(ORIGINAL, reviewers.all(), Map.of()));
        made(ingest, film, ORIGINAL, Map.of());
    }

    private Map<String, Object> item() {
        return manifest.media.get(film);
    }

    private void made(KeyPair key, String delivery, String original, Map<String, ?> otherwise) {
        item().put("made", StubReviewers.made(key, delivery, original, bytes, otherwise));
    }

    /** Both originals are approved, and the true statement is at hand: it is of the first. */
    private void otherApprovedOriginal() {
        item().put("original", OTHER_ORIGINAL);
        item().put("review", StubReviewers.signed(OTHER_ORIGINAL, reviewers.all(), Map.of()));
    }

    private void tamper() {
        item().putAll(Map.of("widthPx", 640, "heightPx", 360));
        String[] parts = String.valueOf(item().get("made")).split("\\.");
        String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        assertThat(payload).contains("320x180");
        byte[] changed = payload.replace("320x180", "640x360").getBytes(StandardCharsets.UTF_8);
        item().put("made", parts[0] + "." + StubManifest.base64(changed) + "." + parts[2]);
    }

    private String ofType(String type) {
        Map<String, ?> claims =
                Map.of("original", ORIGINAL, "delivery", film, "shape", "320x180", "bytes", bytes, "madeAt", "");
        return StubReviewers.jws(type, "ingest", ingest, claims);
    }

    private void publishNext() {
        manifest.version++;
        service.publish(manifest);
    }

    private void start() {
        service.publish(manifest);
        page.navigate(address());
    }

    private String address() {
        return service.url() + "#token=" + StubService.TOKEN + "&root=" + reviewers.rootX();
    }

    private void plays() {
        until("showing === 'PLAY' && lunboPlayer.status().current");
    }

    private void unreviewed(String attack) {
        until("showing === 'STANDBY' && lunboPlayer.status().reason === 'UNREVIEWED'");
        assertThat(page.locator("video.front").count()).as(attack).isZero();
        page.waitForFunction("() => lunboPlayer.status().faults.some(({ code }) => code === 'MEDIA_UNREVIEWED')");
    }

    private void until(String condition) {
        page.waitForFunction(
                "v => window.lunboPlayer && lunboPlayer.status().manifestVersion === v && lunboPlayer.status()."
                        + condition,
                manifest.version);
    }

    private static byte[] resource(String name) {
        try (InputStream stream = BoundDeliveryTest.class.getResourceAsStream(name)) {
            return stream.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
