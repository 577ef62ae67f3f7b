package io.lunbo.player;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.lunbo.player.StubReviewers.Reviewer;
import io.lunbo.testsupport.Browser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A node that was taken over, with the key of the manifests: what it can make the reference player show. */
class ReviewedMediaTest {
    private static Browser browser;

    private final StubReviewers reviewers = new StubReviewers();
    private StubService service;
    private StubManifest manifest;
    private BrowserContext context;
    private Page page;
    private String film;

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
        manifest = new StubManifest(service.now());
        manifest.standby = manifest.picture("垫片", standby());
        film = manifest.film("蓝色短片", resource("/films/blue.mp4"), 4000);
        manifest.loop(4000, film);
        manifest.reviewers = StubReviewers.certificates(reviewers.root, reviewers.all());
        context = browser.context(new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(960, 540));
        page = context.newPage();
    }

    @AfterEach
    void close() {
        context.close();
        service.close();
    }

    @Test
    void whatThreeReviewersSignedPlays_andStopsAtOnceWhenItsProofIsGone() {
        prove(StubReviewers.signed(film, reviewers.all(), Map.of()));
        start();
        until("showing === 'PLAY' && lunboPlayer.status().current");

        manifest.media.get(film).remove("review");
        publishNext();
        unreviewed();
    }

    /** How a locale writes a date differs between browsers of one name: some wrote 4/20/2023 where others write 2023-04-20. */
    @Test
    void dayIsTheRightOneHoweverTheBrowserWritesDates() {
        page.addInitScript(
                "Object.defineProperty(Intl.DateTimeFormat.prototype, 'format', { get: () => () => '4/20/2023' })");
        prove(StubReviewers.signed(film, reviewers.all(), Map.of()));
        start();
        until("showing === 'PLAY' && lunboPlayer.status().current");
    }

    @Test
    void whatNobodySignedIsNotShown() {
        start();
        unreviewed();
        assertThat(service.heartbeats).isNotNull();
    }

    @Test
    void inventedReviewersAreNotBelieved() {
        List<Reviewer> invented = StubReviewers.people();
        manifest.reviewers = StubReviewers.certificates(StubService.newKey(), invented);
        prove(StubReviewers.signed(film, invented, Map.of()));
        start();
        unreviewed();
    }

    @Test
    void oneReviewerIsNotThree() {
        Reviewer one = reviewers.all().get(0);
        prove(StubReviewers.signed(film, List.of(one, one, one), Map.of()));
        start();
        unreviewed();
    }

    @Test
    void twoStagesAreNotThree() {
        prove(StubReviewers.signed(film, reviewers.all().subList(0, 2), Map.of()));
        start();
        unreviewed();
    }

    @Test
    void signaturesOfOtherBytesAreNoProof() {
        prove(StubReviewers.signed("0".repeat(64), reviewers.all(), Map.of()));
        start();
        unreviewed();
    }

    @Test
    void reviewForAnotherKindOfScreenOrAnotherWeekIsNoProof() {
        prove(StubReviewers.signed(film, reviewers.all(), Map.of("kinds", List.of("TEXT_SIGN"))));
        start();
        unreviewed();
        prove(StubReviewers.signed(film, reviewers.all(), Map.of("until", "2023-04-19", "from", "2023-04-13")));
        publishNext();
        page.waitForFunction("v => lunboPlayer.status().manifestVersion === v", manifest.version);
        unreviewed();
    }

    @Test
    void sendingBackIsNoApproval() {
        prove(StubReviewers.signed(film, reviewers.all(), Map.of("decision", "REJECT")));
        start();
        unreviewed();
    }

    @Test
    void rootThatTheKioskNamedIsNotReplacedByTheService() {
        service.reviewRoot = StubManifest.rawKey(StubService.newKey().getPublic());
        prove(StubReviewers.signed(film, reviewers.all(), Map.of()));
        start();
        until("showing === 'PLAY'");
    }

    @Test
    void standbyOfTheAttackerIsNotShownEither() {
        manifest.standby = manifest.picture("换掉的垫片", StubPictures.solid(200, 0, 0));
        start();
        unreviewed();
        assertThat(page.locator("img.standby").count()).isZero();
    }

    private void prove(List<String> records) {
        manifest.media.get(film).put("review", records);
    }

    private void publishNext() {
        manifest.version++;
        service.publish(manifest);
    }

    private void start() {
        service.publish(manifest);
        page.navigate(service.url() + "#token=" + StubService.TOKEN + "&root=" + reviewers.rootX());
    }

    private void unreviewed() {
        until("showing === 'STANDBY' && lunboPlayer.status().reason === 'UNREVIEWED'");
        assertThat(page.locator("video.front").count()).isZero();
    }

    private void until(String condition) {
        page.waitForFunction("() => window.lunboPlayer && lunboPlayer.status()." + condition);
    }

    private static byte[] standby() {
        return resource("/standby.png");
    }

    private static byte[] resource(String name) {
        try (InputStream stream = ReviewedMediaTest.class.getResourceAsStream(name)) {
            return stream.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
