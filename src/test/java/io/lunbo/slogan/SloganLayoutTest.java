package io.lunbo.slogan;

import io.lunbo.film.MediaRefusal;
import io.lunbo.slogan.SloganLayout.Mode;
import io.lunbo.slogan.SloganLayout.Page;
import io.lunbo.slogan.SloganLayout.Sign;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SloganLayoutTest {
    private static final Sign STREET_01 = new Sign(false, 384, 16);
    private static final Sign STREET_02 = new Sign(false, 512, 32);
    private static final Sign STREET_03 = new Sign(false, 256, 16);
    private static final Sign SQUARE = new Sign(true, 1920, 1080);
    private static final String THEME = "加强知识产权法治保障，有力支持全面创新";

    @Test
    void aTextThatFitsStandsStill() throws Exception {
        SloganLayout layout = layOut(THEME, STREET_01);

        assertThat(layout).isEqualTo(new SloganLayout(List.of(new Page(THEME, 15_000)), Mode.STATIC, 0, "#ff0000", 16));
        assertThat(layout.durationMs()).isEqualTo(15_000);
    }

    @Test
    void aTextThatIsTooWideIsSplitAtPunctuation() throws Exception {
        SloganLayout layout = layOut(THEME, STREET_03);

        assertThat(layout.mode()).isEqualTo(Mode.STATIC);
        assertThat(layout.pages()).containsExactly(new Page("加强知识产权法治保障，", 15_000), new Page("有力支持全面创新", 15_000));
        assertThat(layout.durationMs()).isEqualTo(30_000);
    }

    @Test
    void aHigherSignHasLargerCharacters() throws Exception {
        SloganLayout layout = layOut(THEME, STREET_02);

        assertThat(layout.glyphPx()).isEqualTo(32);
        assertThat(layout.pages()).hasSize(2);
    }

    @Test
    void aTextThatFitsNeitherWayScrollsAtAReadableSpeed() throws Exception {
        SloganLayout layout = layOut("积极建设促进知识产权事业高质量发展的人文社会环境", STREET_03);

        assertThat(layout.mode()).isEqualTo(Mode.SCROLL_LEFT);
        assertThat(layout.pxPerSecond()).isEqualTo(20);
        assertThat(layout.pages()).hasSize(1);
        assertThat(layout.durationMs()).isEqualTo((256 + 24 * 16) * 1000 / 20);
    }

    @Test
    void halfWidthCharactersTakeHalfTheRoom() throws Exception {
        assertThat(layOut("a".repeat(48), STREET_01).mode()).isEqualTo(Mode.STATIC);
        assertThat(layOut("a".repeat(49), STREET_01).mode()).isEqualTo(Mode.SCROLL_LEFT);
        assertThat(layOut("版".repeat(24), STREET_01).mode()).isEqualTo(Mode.STATIC);
        assertThat(layOut("版".repeat(24) + "a", STREET_01).mode()).isEqualTo(Mode.SCROLL_LEFT);
    }

    @Test
    void aLongPageIsHeldLonger() throws Exception {
        assertThat(layOut("版".repeat(60), new Sign(false, 960, 16)).durationMs())
                .isEqualTo(17_000);
    }

    @Test
    void aPageNeverBeginsWithAClosingMark() throws Exception {
        SloganLayout layout = layOut("“尊重知识、崇尚创新。”诚信守法公平竞争", STREET_03);

        assertThat(layout.pages()).extracting(Page::text).containsExactly("“尊重知识、崇尚创新。”", "诚信守法公平竞争");
    }

    @Test
    void splittingLosesNoCharacterButASpaceAtTheSplit() throws Exception {
        assertThat(layOut("全面加强知识产权保护 推动构建新发展格局", STREET_03).pages())
                .extracting(Page::text)
                .containsExactly("全面加强知识产权保护", "推动构建新发展格局");
    }

    @ParameterizedTest
    @ValueSource(strings = {"严格保护知识产权", THEME, "积极建设促进知识产权事业高质量发展的人文社会环境", "好"})
    void aSloganStandsLargeOnAWallAndInsideIt(String text) throws Exception {
        SloganLayout layout = layOut(text, SQUARE);

        assertThat(layout.mode()).isEqualTo(Mode.STATIC);
        assertThat(layout.glyphPx()).isBetween(1080 / 16, 1080 / 4);
        assertThat(layout.pages())
                .allSatisfy(page -> assertThat(SloganLayout.halfWidths(page.text()) * layout.glyphPx() / 2)
                        .isLessThanOrEqualTo(1728));
    }

    @Test
    void theLongestTextScrollsOnAnySign() throws Exception {
        for (Sign sign : List.of(STREET_01, STREET_02, STREET_03, SQUARE, new Sign(false, 1, 1))) {
            SloganLayout layout = layOut("版".repeat(200), sign);
            assertThat(layout.mode()).isEqualTo(Mode.SCROLL_LEFT);
            assertThat(layout.pxPerSecond()).isPositive();
        }
    }

    @Test
    void whatIsNoColourIsRefused() throws Exception {
        SloganText text = SloganText.of(THEME);

        assertThatThrownBy(() -> SloganLayout.of(text, SQUARE, "red;background:url(x)"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static SloganLayout layOut(String text, Sign sign) throws MediaRefusal {
        return SloganLayout.of(SloganText.of(text), sign, "#ff0000");
    }
}
