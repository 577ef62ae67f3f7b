package io.lunbo.player;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.lunbo.testsupport.Browser;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/**
 * A page for the reference player and a service of its own that has one blue film of four seconds in its loop.
 *
 * @param blue the film's hash
 * @param page still empty
 */
record StubbedPlayer(
        Browser browser, StubService service, StubManifest manifest, String blue, BrowserContext context, Page page)
        implements AutoCloseable {

    /** The service answers; nothing was opened yet. */
    static StubbedPlayer ready() throws IOException {
        Browser browser = Browser.launch();
        StubService service = new StubService();
        StubManifest manifest = new StubManifest(service.now());
        manifest.standby = manifest.picture("垫片", StubPictures.solid(0, 120, 60));
        String blue = manifest.film("蓝色短片", ReferencePlayerTest.resource("/films/blue.mp4"), 4000);
        manifest.loop(4000, blue);
        service.publish(manifest);
        BrowserContext context = browser.context(new NewContextOptions().setViewportSize(960, 540));
        return new StubbedPlayer(browser, service, manifest, blue, context, context.newPage());
    }

    /** Opens the player with a token that is good. */
    void open() {
        page.navigate(service.url() + "#token=" + StubService.TOKEN);
    }

    /** Waits for what comes to the service, or lies in the page. */
    void await(BooleanSupplier condition) {
        page.waitForCondition(condition, new Page.WaitForConditionOptions().setTimeout(90_000));
    }

    @Override
    public void close() {
        context.close();
        browser.close();
        service.close();
    }
}
