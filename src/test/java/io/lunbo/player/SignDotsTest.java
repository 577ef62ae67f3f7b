package io.lunbo.player;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.lunbo.slogan.DotPicture;
import io.lunbo.slogan.SloganLayout;
import io.lunbo.slogan.SloganLayout.Sign;
import io.lunbo.slogan.SloganText;
import io.lunbo.testsupport.Browser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SignDotsTest {
    private static final Sign SIGN = new Sign(false, 384, 16);

    private static Browser browser;

    @BeforeAll
    static void launch() {
        browser = Browser.launch("--host-resolver-rules=MAP closed-network.test 127.0.0.1");
    }

    @AfterAll
    static void closeBrowser() {
        browser.close();
    }

    @Test
    void signShowsTheServedDotsAndNoFontOfItsOwn() throws Exception {
        DotPicture picture = draw("尊重知识、崇尚创新", SIGN);

        assertThat(shown(picture.png(), litOf(picture), "lit === hint")).isEqualTo(litOf(picture));
    }

    @Test
    void dotsOfAnotherSizeAreNotShown_theTextIs() throws Exception {
        DotPicture wrong = draw("错", new Sign(false, 32, 16));

        assertThat(shown(wrong.png(), "of 32x16", "warned.includes(hint) && lit.includes('1')"))
                .hasSize(384 * 16)
                .contains("1");
    }

    /** The dots on the screen, {@code 0} and {@code 1}, once they are as the condition says of them and of the hint. */
    private static String shown(byte[] png, String hint, String condition) throws Exception {
        try (StubService service = new StubService();
                BrowserContext context = browser.context(
                        new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(1200, 200))) {
            StubManifest manifest = new StubManifest(service.now());
            manifest.standby = manifest.picture("垫片", StubPictures.solid(0, 120, 60));
            manifest.screen.putAll(Map.of("kind", "TEXT_SIGN", "widthPx", 384, "heightPx", 16));
            String slogan =
                    manifest.slogan("STATIC", 0, "#ff0000", List.of(Map.of("text", "尊重知识、崇尚创新", "holdMs", 15_000)));
            manifest.dots(slogan, png);
            manifest.loop(2_000, slogan); // a picture that came too late for one showing is there for the next
            service.publish(manifest);
            Page page = context.newPage();
            page.addInitScript("window.warned = ''; const say = console.warn;"
                    + "console.warn = (...words) => { window.warned += words.join(' '); say(...words); };");
            page.navigate(service.url() + "#token=" + StubService.TOKEN);
            return (String) page.waitForFunction("""
                            (hint) => {
                              const canvas = document.querySelector('.slogan.front canvas');
                              if (!canvas) return null;
                              const dots = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
                              let lit = '';
                              for (let i = 0; i < dots.length; i += 4) lit += dots[i + 3] ? '1' : '0';
                              return %s ? lit : null;
                            }""".formatted(condition), hint).jsonValue();
        }
    }

    private static DotPicture draw(String text, Sign sign) throws Exception {
        return DotPicture.of(SloganLayout.of(SloganText.of(text), sign, "#ff0000"), sign)
                .orElseThrow();
    }

    private static String litOf(DotPicture picture) {
        StringBuilder lit = new StringBuilder();
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                lit.append(picture.lit(x, y) ? '1' : '0');
            }
        }
        return lit.toString();
    }
}
