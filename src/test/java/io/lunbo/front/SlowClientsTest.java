package io.lunbo.front;

import io.lunbo.front.SlowClients.Pace;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SlowClientsTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Pace pace = new Pace(30 * SECOND, 200, 90 * SECOND);

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

    @Test
    void silenceIsOverOnlyWhereNothingWasTakenEither() {
        assertThat(pace.stillBeing(1_000_000, 0)).isEqualTo(90 * SECOND);
        assertThat(pace.stillBeing(1_000_000, 60 * SECOND)).isEqualTo(30 * SECOND);
        assertThat(pace.stillBeing(999_000, 89 * SECOND)).isEqualTo(90 * SECOND);
        assertThat(pace.stillBeing(999_000, 179 * SECOND)).isZero();
    }

    @Test
    void silentConnectionIsClosedAndOneThatIsUsedIsNot() throws Exception {
        EmbeddedChannel silent = new EmbeddedChannel(new Pace(30 * SECOND, 200, SECOND / 20));
        EmbeddedChannel used = new EmbeddedChannel(new Pace(30 * SECOND, 200, 3600 * SECOND));
        long deadline = System.nanoTime() + 60 * SECOND;
        while (silent.isOpen() && System.nanoTime() < deadline) {
            silent.runScheduledPendingTasks();
            used.runScheduledPendingTasks();
        }
        assertThat(silent.isOpen()).isFalse();
        assertThat(used.isOpen()).isTrue();
        used.close().sync();
    }
}
