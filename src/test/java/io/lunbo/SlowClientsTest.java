package io.lunbo;

import io.lunbo.SlowClients.Pace;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SlowClientsTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Pace pace = new Pace(30 * SECOND, 200);

    @Test
    void byteAfterByteIsTooSlowOnceTheWindowIsOver() {
        for (int second = 0; second < 30; second++) {
            assertThat(pace.tooSlow(1, second * SECOND)).isFalse();
        }
        assertThat(pace.tooSlow(1, 30 * SECOND)).isTrue();
    }

    @Test
    void quickBeginningHelpsForOneWindowOnly() {
        assertThat(pace.tooSlow(1_000_000, 0)).isFalse();
        boolean over = false;
        for (int second = 1; second <= 62; second++) {
            over |= pace.tooSlow(1, second * SECOND);
        }
        assertThat(over).isTrue();
    }

    @Test
    void whoWaitsForAnAnswerAndThenAsksForSomethingElseIsNotSlow() {
        assertThat(pace.tooSlow(400, 0)).isFalse();
        assertThat(pace.tooSlow(400, 58 * SECOND)).isFalse();
    }

    @Test
    void byteForEveryLongPauseIsTooSlowInTheEnd() {
        boolean over = false;
        for (int i = 0; i < 8; i++) {
            over |= pace.tooSlow(1, i * 80 * SECOND);
        }
        assertThat(over).isTrue();
    }

    @Test
    void poorLineIsGoodEnough() {
        for (int second = 0; second < 1_000; second++) {
            assertThat(pace.tooSlow(250, second * SECOND)).isFalse();
        }
    }
}
