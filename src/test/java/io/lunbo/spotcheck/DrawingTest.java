package io.lunbo.spotcheck;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Anyone who knows the seed draws the same screens, and nobody is drawn more often than others. */
class DrawingTest {
    private static final List<String> CODES =
            IntStream.range(0, 40).mapToObj(i -> "screen-" + i).toList();

    @Test
    void theSameSeedDrawsTheSameWhateverTheOrderOfTheList() {
        String seed = Drawing.seed();
        List<String> shuffled = new ArrayList<>(CODES);
        Collections.shuffle(shuffled, new Random(3));
        assertThat(Drawing.draw(seed, shuffled, 7))
                .isEqualTo(Drawing.draw(seed, CODES, 7))
                .hasSize(7)
                .doesNotHaveDuplicates();
        assertThat(Drawing.draw(seed, CODES, 100)).hasSize(40);
        assertThat(Drawing.seed()).matches("[0-9a-f]{64}").isNotEqualTo(seed);
    }

    @Test
    void theLotIsWhatThePageSays() {
        // printf 'ab\nrc-tv' | sha256sum
        assertThat(Drawing.lot("ab", "rc-tv"))
                .isEqualTo("51bb687721a8880dab7fbf2ab3057361bb75c4bd60d4a1fd6ff032894fa46883");
    }

    @Test
    void everyScreenIsDrawnAboutAsOften() {
        Map<String, Integer> times = new HashMap<>();
        for (int round = 0; round < 2_000; round++) {
            Drawing.draw("seed " + round, CODES, 4).forEach(code -> times.merge(code, 1, Integer::sum));
        }
        assertThat(times).hasSize(40);
        assertThat(times.values()).allSatisfy(count -> assertThat(count).isBetween(140, 260));
    }
}
