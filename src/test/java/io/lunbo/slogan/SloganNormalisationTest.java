package io.lunbo.slogan;

import io.lunbo.slogan.SloganNormalisation.Change;
import io.lunbo.slogan.SloganNormalisation.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SloganNormalisationTest {
    @ParameterizedTest
    @CsvSource({
        "4•26, 4·26, MIDDLE_DOT",
        "4‧26, 4·26, MIDDLE_DOT",
        "4・26, 4·26, MIDDLE_DOT",
        "4∙26, 4·26, MIDDLE_DOT",
        "4⋅26, 4·26, MIDDLE_DOT",
        "20–26日, 20—26日, DASH",
        "创新―发展, 创新—发展, DASH",
        "20〜26日, 20～26日, WAVE"
    })
    void lookAlikesBecomeTheTradesOwnSigns(String typed, String written, Kind kind) {
        SloganNormalisation normalised = SloganNormalisation.of(typed);

        assertThat(normalised.text()).isEqualTo(written);
        assertThat(normalised.changes()).extracting(Change::kind).containsExactly(kind);
        assertThat(new SloganText(written).undisplayable()).isEmpty();
    }

    @Test
    void everyChangeSaysWhatAndWhere() {
        SloganNormalisation normalised = SloganNormalisation.of(" 😀4•26\u200b日\u00a0！");

        assertThat(normalised.text()).isEqualTo("😀4·26日 ！");
        assertThat(normalised.changes())
                .containsExactly(
                        new Change(Kind.MIDDLE_DOT, 4, "•", "·"),
                        new Change(Kind.INVISIBLE, 7, "\u200b", ""),
                        new Change(Kind.SPACE, 9, "\u00a0", " "),
                        new Change(Kind.MARGIN, 1, " ", ""));
        assertThat(normalised.changes().get(0).codePoints()).isEqualTo("U+2022");
    }

    @Test
    void composedCharactersAndMarginsLookTheSame() {
        SloganNormalisation normalised = SloganNormalisation.of("e\u0301\u3000");

        assertThat(normalised.text()).isEqualTo("\u00e9");
        assertThat(normalised.changes()).extracting(Change::shows).containsExactly(false, false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"加强知识产权法治保障，有力支持全面创新", "黄桷树广场“4·26”——《知识产权》…～％℃①Ⅰ、。！？", "拒绝盗版，  从我做起", "???", "", "<b>&amp;</b>"
            })
    void whatIsRightStaysAsItIs(String typed) {
        assertThat(SloganNormalisation.of(typed)).isEqualTo(new SloganNormalisation(typed, java.util.List.of()));
    }

    @Test
    void normalisedTwiceIsNormalisedOnce() {
        String once = SloganNormalisation.of("\ufeff 4•26–日\t！ ").text();

        assertThat(SloganNormalisation.of(once).changes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "尊重知识，崇尚创新, '尊重知识 崇尚创新'",
        "尊重知识，崇尚创新, 尊重知识、崇尚创新！",
        "4·26知识产权日, ４•２６知识产权日",
        "4·26知识产权日, 426知识产权日",
        "“IP” Week, ＩＰ　Ｗｅｅｋ"
    })
    void punctuationSpacesAndWidthMakeNoOtherSlogan(String one, String other) {
        assertThat(new SloganText(one).likeness())
                .isEqualTo(new SloganText(other).likeness())
                .isPresent();
    }

    @Test
    void anotherCharacterMakesAnotherSlogan() {
        assertThat(new SloganText("尊重知识").likeness()).isNotEqualTo(new SloganText("尊重智识").likeness());
        assertThat(new SloganText("4·26").likeness()).isNotEqualTo(new SloganText("4·27").likeness());
        assertThat(new SloganText("……！").likeness()).isEmpty();
    }
}
