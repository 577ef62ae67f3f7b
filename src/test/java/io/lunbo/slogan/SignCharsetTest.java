package io.lunbo.slogan;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The table of the encodings, row by row: what each font shows, what is written instead, what no font shows. */
class SignCharsetTest {
    private static final String AS_IT_IS = "-";
    private static final String NOT_AT_ALL = "!";

    @ParameterizedTest(name = "{0}: GB 2312 {1}, GBK {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "·|-|-",
                "—|-|-",
                "•|·|·",
                "‧|·|·",
                "・|·|·",
                "∙|·|·",
                "⋅|·|·",
                "–|—|-",
                "―|—|-",
                "㎡|平方米|-",
                "€|欧元|欧元",
                "〜|～|～",
                "\u00a0|' '|' '",
                "“|-|-",
                "”|-|-",
                "‘|-|-",
                "’|-|-",
                "《|-|-",
                "》|-|-",
                "、|-|-",
                "，|-|-",
                "。|-|-",
                "！|-|-",
                "…|-|-",
                "～|-|-",
                "％|-|-",
                "℃|-|-",
                "①|-|-",
                "Ⅰ|-|-",
                "'\u3000'|-|-",
                "桷|-|-",
                "荣|-|-",
                "昌|-|-",
                "?|-|-",
                "？|-|-",
                "A|-|-",
                "龘|!|-",
                "護|!|-",
                "𠮷|!|!",
                "😀|!|!",
                "é|-|-",
                "ö|!|!"
            })
    void everyRowOfTheTable(String character, String gb2312, String gbk) {
        assertRow(character, SignCharset.GB2312, gb2312);
        assertRow(character, SignCharset.GBK, gbk);
    }

    private static void assertRow(String character, SignCharset charset, String expected) {
        SloganText text = new SloganText("版" + character + "权");
        if (expected.equals(AS_IT_IS)) {
            assertThat(text.undisplayable(charset)).isEmpty();
            assertThat(text.suggestion(charset)).isEmpty();
            return;
        }
        assertThat(text.undisplayable(charset)).singleElement().satisfies(one -> {
            assertThat(one.index()).isEqualTo(1);
            assertThat(one.character()).isEqualTo(character);
            assertThat(one.repair()).isEqualTo(Optional.of(expected).filter(repair -> !repair.equals(NOT_AT_ALL)));
        });
        assertThat(text.suggestion(charset))
                .isEqualTo(Optional.of(expected)
                        .filter(repair -> !repair.equals(NOT_AT_ALL))
                        .map(repair -> "版" + repair + "权"));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsAcceptedIsDrawnAndNeverAsAQuestionMark(SignCharset charset) {
        DotFont font = DotFont.gbk();
        var question = font.glyph('?').orElseThrow().rows();
        for (int codePoint = 0x20; codePoint < 0x20000; codePoint++) {
            if (Character.isDefined(codePoint)
                    && codePoint != '?'
                    && SloganText.showable(new String(Character.toChars(codePoint)), charset)) {
                assertThat(font.glyph(codePoint))
                        .as("U+%04X", codePoint)
                        .hasValueSatisfying(glyph -> assertThat(glyph.rows()).isNotEqualTo(question));
            }
        }
    }

    @Test
    void placesAreCountedAsPeopleDo() {
        SloganText text = new SloganText("😀版•权");

        assertThat(text.undisplayable(SignCharset.GBK))
                .extracting(one -> text.place(one.index()) + one.codePoints())
                .containsExactly("1U+1F600", "3U+2022");
    }
}
