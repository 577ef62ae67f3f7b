package io.lunbo.slogan;

import io.lunbo.slogan.DriverView.Mark;
import io.lunbo.slogan.SloganLayout.Mode;
import io.lunbo.slogan.SloganLayout.Sign;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The numbers of the derivation: 160 mm from 50 m, 4.5 s at 40 km/h, ten standing characters, six moving ones. */
class DriverViewTest {
    private static final Sign STREET = new Sign(false, 384, 16);
    private static final double P10 = 10;

    @Test
    void p10CharacterOfSixteenDotsIsReadFromFiftyMetresForFourAndAHalfSeconds() {
        ReadingDistance distance = ReadingDistance.of(16, P10);

        assertThat(distance.metres()).isEqualTo(50);
        assertThat(distance.milliseconds()).isEqualTo(4500);
        assertThat(distance.standing()).isEqualTo(10);
        assertThat(new ReadingDistance(230).metres()).isEqualTo(72);
    }

    @Test
    void tenStandingCharactersAreReadAndTheEleventhIsNot() {
        assertThat(view("加强知识产权法治保障").whole()).isTrue();
        DriverView view = view("加强知识产权法治保障吧");

        assertThat(view.whole()).isFalse();
        assertThat(view.readable()).isEqualTo(10);
        assertThat(view.longest()).isEqualTo(11);
        assertThat(view.marks()).containsExactly(new Mark(0, (384 - 11 * 16) / 2, 0, 160, 16));
    }

    @Test
    void ofAMovingTextOnlyWhatPassesMeanwhileIsRead() {
        SloganLayout layout = layout("版".repeat(30), STREET);
        assertThat(layout.mode()).isEqualTo(Mode.SCROLL_LEFT);

        DriverView view = DriverView.of(layout, STREET, P10);

        assertThat(view.readable()).isEqualTo(5); // 4.5 s at 1.25 a second
        assertThat(view.marks()).containsExactly(new Mark(0, 0, 0, 80, 16));
        SignPace rule = new SignPace(80 / 60.0, 15_000);
        Sign faster = new Sign(false, 384, 16, 1, rule);
        assertThat(DriverView.of(layout("版".repeat(30), faster), faster, P10).readable())
                .isBetween(5, 6);
    }

    @Test
    void nothingIsReadFasterThanAStandingText() {
        Sign racing = new Sign(false, 384, 16, 1, new SignPace(7.9, 15_000));

        assertThat(DriverView.of(layout("版".repeat(30), racing), racing, P10).readable())
                .isEqualTo(10);
    }

    @Test
    void largerDotsAreReadFromFurtherAway() {
        Sign high = new Sign(false, 512, 32);

        assertThat(DriverView.of(layout("尊重知识", high), high, P10).distance().metres())
                .isEqualTo(100);
    }

    @Test
    void marksFollowThePagesAndTheRows() {
        Sign rows = new Sign(false, 160, 32, 2, SignPace.USUAL);
        DriverView view = DriverView.of(layout("尊重知识保护，崇尚创新创造！", rows), rows, P10);

        assertThat(view.marks())
                .containsExactly(new Mark(0, (160 - 7 * 16) / 2, 0, 112, 16), new Mark(0, (160 - 112) / 2, 16, 48, 16));
    }

    private static DriverView view(String text) {
        return DriverView.of(layout(text, STREET), STREET, P10);
    }

    private static SloganLayout layout(String text, Sign sign) {
        return SloganLayout.of(new SloganText(text), sign, "#ff0000");
    }
}
