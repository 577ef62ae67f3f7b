package io.lunbo.upkeep;

import io.lunbo.custody.Damage;
import io.lunbo.custody.Damage.Fault;
import io.lunbo.custody.Damages;
import io.lunbo.media.MediaStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads every owned file again and says which is not what it was. */
@ApplicationScoped
public class Scrub {
    private static final int BATCH = 50;
    private static final int MOST_ALARMS = 10_000;

    private final Damages damages;
    private final ScrubRound round;
    private final MediaStore store;
    private final StorageConfig config;

    Scrub(Damages damages, ScrubRound round, MediaStore store, StorageConfig config) {
        this.damages = damages;
        this.round = round;
        this.store = store;
        this.config = config;
    }

    /**
     * Goes on with the round until it ends or the time is over.
     *
     * @return whether everything was read; false also where another node is at it
     */
    public boolean run(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        Optional<String> reached = round.claim();
        if (reached.isEmpty()) {
            return false;
        }
        try {
            FileReading reading = reading();
            String after = reached.get();
            for (List<String> next = damages.next(after, BATCH); !next.isEmpty(); next = damages.next(after, BATCH)) {
                for (String sha256 : next) {
                    if (System.nanoTime() - end > 0) {
                        return false;
                    }
                    long before = reading.bytes();
                    judge(sha256, reading.faultOf(sha256));
                    round.reach(sha256, 1, reading.bytes() - before);
                    after = sha256;
                }
            }
            round.end();
            return true;
        } finally {
            round.release();
        }
    }

    /** Looks at one file now; what is wrong with it, if anything is. */
    public Optional<Fault> look(String sha256) {
        Optional<Fault> fault = reading().faultOf(sha256);
        judge(sha256, fault);
        return fault;
    }

    /** Looks whether what was damaged is there again, or needed by nobody. */
    public void lookAgain() {
        FileReading reading = reading();
        for (Damage damage : damages.open(MOST_ALARMS)) {
            String sha256 = damage.sha256();
            boolean needed = !damages.owned(List.of(sha256)).isEmpty();
            if (!needed || store.find(sha256).isPresent()) {
                judge(sha256, needed ? reading.faultOf(sha256) : Optional.empty());
            }
        }
    }

    private void judge(String sha256, Optional<Fault> fault) {
        if (fault.isPresent()) {
            damages.found(sha256, fault.get());
        } else {
            damages.healed(sha256);
        }
    }

    private FileReading reading() {
        return new FileReading(store, config.scrubBytesPerSecond());
    }
}
