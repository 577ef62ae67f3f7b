package io.lunbo.slogan;

import io.lunbo.film.MediaRefusal;
import io.lunbo.film.MediaRefusal.Reason;
import io.lunbo.slogan.SloganText.Undisplayable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class SloganTextTest {
    @Test
    void onlyTheWhiteSpaceAroundATextIsTakenAway() throws Exception {
        assertThat(SloganText.of(" \u3000拒绝盗版，  从我做起\n").value()).isEqualTo("拒绝盗版，  从我做起");
    }

    @Test
    void composesAccents() throws Exception {
        assertThat(SloganText.of("e\u0301").value()).isEqualTo("\u00e9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert('版权')</script>",
                "保护<b>知识</b>产权",
                "尊重&nbsp;知识",
                "&#20445;护",
                "<img src=x onerror=alert(1)>",
                "创新<br/>发展",
                "<!-- 稿 -->创新",
                "</p>"
            })
    void refusesMarkup(String typed) {
        assertThat(reasonFor(typed)).isEqualTo(Reason.MARKUP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3<5", "酒驾<0.2>也不行", "R&D 创新", "A & B;C", "<知识产权法>", "研发&创新;"})
    void signsThatAreNoMarkupAreText(String typed) throws Exception {
        assertThat(SloganText.of(typed).value()).isEqualTo(typed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " \t\r\n\u3000 ", "\u00a0", "\u00a0\u2007\u00a0", "\u200d\u200d", "\ufe0f"})
    void refusesATextThatShowsNothing(String typed) {
        assertThat(reasonFor(typed)).isEqualTo(Reason.EMPTY_TEXT);
    }

    @Test
    void refusesMoreThanTwoHundredCharacters() throws Exception {
        assertThat(SloganText.of("版".repeat(200)).value()).hasSize(200);
        assertThat(reasonFor("版".repeat(201))).isEqualTo(Reason.TEXT_TOO_LONG);
        assertThat(reasonFor("版".repeat(10_000))).isEqualTo(Reason.TEXT_TOO_LONG);
        assertThat(SloganText.of("\ud83d\ude00".repeat(200)).value()).hasSize(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000",
                "\n",
                "\u0007",
                "\u001b[31m",
                "\ud83d",
                "\ude00",
                "\u202e",
                "\u2066",
                "\ufeff",
                "\u200b",
                "\u2028",
                "\ue000",
                "\uffff"
            })
    void refusesWhatIsNoReadableCharacter(String bad) {
        assertThat(reasonFor("知识" + bad + "产权")).isEqualTo(Reason.FORBIDDEN_CHARACTER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "加强知识产权法治保障，有力支持全面创新",
                "建设知识产权强国·支撑创新驱动发展",
                "女性和知识产权：加速创新创造",
                "黄桷树广场“4·26”——《知识产权》…～％℃①Ⅰ、。！？",
                "IP Week 2023 (20-26.4.)",
                "全面加强知识产权保护\u3000推动构建新发展格局"
            })
    void realSlogansAreDisplayable(String text) throws Exception {
        assertThat(SloganText.of(text).undisplayable()).isEmpty();
        assertThat(SloganText.of(text).suggestion()).isEmpty();
    }

    @Test
    void aBulletIsReportedWithItsPlaceAndTheMiddleDot() throws Exception {
        SloganText text = SloganText.of("4•26世界知识产权日");

        assertThat(text.value()).isEqualTo("4•26世界知识产权日");
        assertThat(text.undisplayable()).containsExactly(new Undisplayable(1, "•", Optional.of("·")));
        assertThat(text.suggestion()).contains("4·26世界知识产权日");
    }

    @Test
    void aSymbolIsReportedAsAReaderSeesIt() throws Exception {
        SloganText text = SloganText.of("尊重知识产权\u3297\ufe0f");

        assertThat(text.undisplayable()).containsExactly(new Undisplayable(6, "\u3297\ufe0f", Optional.empty()));
        assertThat(text.suggestion()).isEmpty();
    }

    @Test
    void reportsEveryCharacterOutsideGb2312() throws Exception {
        List<String> reported = SloganText.of("a–㎡€龘保護ⅰ\u00e9\ud83d\ude00权").undisplayable().stream()
                .map(Undisplayable::character)
                .toList();

        assertThat(reported).containsExactly("–", "㎡", "€", "龘", "護", "ⅰ", "\ud83d\ude00");
    }

    private static Reason reasonFor(String typed) {
        MediaRefusal refusal = catchThrowableOfType(MediaRefusal.class, () -> SloganText.of(typed));
        assertThat(refusal).as("refusal").isNotNull();
        return refusal.reason();
    }
}
