package io.lunbo.player;

import com.microsoft.playwright.Page;
import io.lunbo.testsupport.Browser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the player's picture area does while something is on its way to the front. */
class StageTest {
    /** Decoding is held until something else was wanted. */
    private static final String SHOWN_AND_THEN = """
            async then => {
              const { Stage } = await import('/player/stage.js');
              const held = [];
              HTMLImageElement.prototype.decode = () => new Promise(resolve => held.push(resolve));
              const root = document.createElement('div');
              document.body.append(root);
              const stage = new Stage({ root, clock: null, fit: 'pixels' });
              const said = [];
              const events = name => ({
                shown: () => said.push(`${name} shown`), hidden: () => said.push(`${name} hidden`),
                failed: why => said.push(`${name} failed: ${why}`), silenced: () => undefined });
              const picture = { key: 'picture', kind: 'IMAGE', url: 'about:blank' };
              const coming = stage.show(picture, events('first'));
              stage[then]();
              held.splice(0).forEach(release => release());
              await coming;
              const front = root.querySelectorAll('.front').length;
              const again = stage.show(picture, events('second'));
              held.splice(0).forEach(release => release());
              await again;
              return { front, later: root.querySelectorAll('.front').length, said };
            }""";

    @ParameterizedTest
    @ValueSource(strings = {"showStandby", "blacken"})
    void whatWasOnItsWayStaysBehindWhereSomethingElseIsWantedMeanwhile(String then) throws Exception {
        try (Browser browser = Browser.launch();
                StubService service = new StubService()) {
            Page page = browser.context(new com.microsoft.playwright.Browser.NewContextOptions())
                    .newPage();
            page.navigate(service.url());

            Map<?, ?> seen = (Map<?, ?>) page.evaluate(SHOWN_AND_THEN, then);

            assertThat(seen.get("front")).isEqualTo(0);
            assertThat(seen.get("later")).isEqualTo(1);
            assertThat(seen.get("said")).isEqualTo(List.of("second shown"));
        }
    }
}
