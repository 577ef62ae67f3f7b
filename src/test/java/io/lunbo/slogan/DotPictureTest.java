package io.lunbo.slogan;

import io.lunbo.slogan.SloganLayout.Mode;
import io.lunbo.slogan.SloganLayout.Sign;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DotPictureTest {
    private static final Sign STREET = new Sign(false, 384, 16);
    private static final String THEME = "加强知识产权法治保障，有力支持全面创新";

    @Test
    void standingTextFillsTheSignInItsMiddle() throws Exception {
        DotPicture picture = draw("创新", STREET);

        assertThat(picture.width()).isEqualTo(384);
        assertThat(picture.height()).isEqualTo(16);
        assertThat(litColumns(picture)).allMatch(x -> x >= 176 && x < 208).isNotEmpty();
    }

    @Test
    void pagesLieSideBySide() throws Exception {
        Sign narrow = new Sign(false, 256, 16);

        assertThat(draw(THEME, narrow).width()).isEqualTo(512);
    }

    @Test
    void scrollingTextIsAsWideAsItIs() throws Exception {
        DotPicture picture = draw("积极建设促进知识产权事业高质量发展的人文社会环境A", new Sign(false, 256, 16));

        assertThat(picture.width()).isEqualTo(24 * 16 + 8);
    }

    @Test
    void higherSignHasTheSameDotsTwiceAsLarge() throws Exception {
        DotPicture small = draw("创新", STREET);
        DotPicture large = draw("创新", new Sign(false, 768, 32));

        for (int y = 0; y < 32; y++) {
            for (int x = 0; x < 768; x++) {
                assertThat(large.lit(x, y)).isEqualTo(small.lit(x / 2, y / 2));
            }
        }
    }

    @Test
    void fileIsAPngOfTheSameDotsAndAlwaysTheSameBytes() throws Exception {
        DotPicture picture = draw(THEME, STREET);

        byte[] png = picture.png();
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(png));

        assertThat(read.getColorModel().getPixelSize()).isEqualTo(1);
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                assertThat((read.getRGB(x, y) & 0xffffff) != 0).isEqualTo(picture.lit(x, y));
            }
        }
        assertThat(draw(THEME, STREET).png()).isEqualTo(png);
    }

    @Test
    void everyCharacterOfGb2312HasDotsAndTheWidthThatTheLayoutReckonsWith() {
        Charset gbk = Charset.forName("GBK");
        for (int row = 0xa1; row <= 0xf7; row++) {
            for (int cell = 0xa1; cell <= 0xfe; cell++) {
                String character = new String(new byte[] {(byte) row, (byte) cell}, gbk);
                if (SloganText.showable(character, SignCharset.GB2312)) {
                    assertThat(DotFont.gbk().glyph(character.codePointAt(0)))
                            .as(character)
                            .hasValueSatisfying(glyph -> assertThat(glyph.width())
                                    .as(character)
                                    .isEqualTo(8 * SloganLayout.halfWidths(character)));
                }
            }
        }
    }

    @Test
    void whatTheFontLacksIsNotDrawnAsSomethingElse() {
        SloganLayout layout = SloganLayout.of(new SloganText("创新𠮷"), STREET, "#ff0000");

        assertThat(DotPicture.of(layout, STREET)).isEmpty();
    }

    @Test
    void wallAndLowSignHaveNoDots() {
        SloganText text = new SloganText("创新");
        Sign wall = new Sign(true, 1920, 1080);
        Sign low = new Sign(false, 128, 12);

        assertThat(DotPicture.of(SloganLayout.of(text, wall, "#ff0000"), wall)).isEmpty();
        assertThat(DotPicture.of(SloganLayout.of(text, low, "#ff0000"), low)).isEmpty();
    }

    @Test
    void twoRowsStandOneAboveTheOther() throws Exception {
        Sign rows = new Sign(false, 256, 32, 2, SignPace.USUAL);
        SloganLayout layout = SloganLayout.of(SloganText.of(THEME), rows, "#ff0000");

        assertThat(layout.mode()).isEqualTo(Mode.STATIC);
        assertThat(layout.pages()).extracting(SloganLayout.Page::text).containsExactly("加强知识产权法治保障，\n有力支持全面创新");
        assertThat(draw(THEME, rows).width()).isEqualTo(256);
    }

    private static DotPicture draw(String text, Sign sign) throws Exception {
        return DotPicture.of(SloganLayout.of(SloganText.of(text), sign, "#ff0000"), sign)
                .orElseThrow();
    }

    private static java.util.List<Integer> litColumns(DotPicture picture) {
        return IntStream.range(0, picture.width())
                .filter(x -> IntStream.range(0, picture.height()).anyMatch(y -> picture.lit(x, y)))
                .boxed()
                .toList();
    }
}
