package io.lunbo.tally;

import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Counts screen-days that wait for it. */
@ApplicationScoped
public class CatchingUp {
    private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9000, 1, 1);
    private static final int AT_ONCE = 200;
    private static final int LOOKED_AT = 50;
    private static final Duration AT_A_TIME = Duration.ofSeconds(8);
    private static final Duration FOR_A_READER = Duration.ofMillis(700);

    private final TallyRepository tallies;
    private final DaySettling settling;
    private final DayMarks marks;
    private final ScreenRepository screens;
    private final Clock clock;

    CatchingUp(TallyRepository tallies, DaySettling settling, DayMarks marks, ScreenRepository screens, Clock clock) {
        this.tallies = tallies;
        this.settling = settling;
        this.marks = marks;
        this.screens = screens;
        this.clock = clock;
    }

    /** Everything, for a few seconds. */
    public void run() {
        marks.markNewSheets(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(3));
        count(FIRST, LAST, AT_A_TIME);
        look();
    }

    /** What was counted before odd plays were noted is looked at by and by. */
    private void look() {
        for (TallyRepository.Waiting one : tallies.unseen(LOOKED_AT)) {
            Screen screen = QuarkusTransaction.joiningExisting().call(() -> screens.findById(one.screen()));
            if (screen != null) {
                settling.look(screen, one.date());
            }
        }
    }

    /** What somebody is about to read, as far as a reader can wait; what is left says so on the page. */
    public void before(LocalDate from, LocalDate until) {
        count(from, until, FOR_A_READER);
    }

    private void count(LocalDate from, LocalDate until, Duration most) {
        long deadline = System.nanoTime() + most.toNanos();
        List<TallyRepository.Waiting> waiting;
        int counted;
        do {
            waiting = tallies.waiting(from, until, clock.instant(), AT_ONCE);
            counted = 0;
            for (TallyRepository.Waiting one : waiting) {
                if (System.nanoTime() < deadline) {
                    counted += count(one) ? 1 : 0;
                }
            }
        } while (waiting.size() == AT_ONCE && counted == AT_ONCE && System.nanoTime() < deadline);
    }

    private boolean count(TallyRepository.Waiting one) {
        Instant now = clock.instant();
        try {
            Screen screen = QuarkusTransaction.joiningExisting().call(() -> screens.findById(one.screen()));
            if (screen == null) {
                return false;
            }
            settling.settle(screen, one.date(), now);
            return true;
        } catch (RuntimeException e) { // one bad day does not stop the rest
            Log.errorf(e, "%s of screen %s could not be counted", one.date(), one.screen());
            return false;
        }
    }
}
