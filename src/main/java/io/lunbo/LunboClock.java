package io.lunbo;

import io.lunbo.demo.WeekRestart;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The one clock of the process: the system's, or shifted by one offset for everything.
 *
 * <p>The offset is fixed at the first start and kept in the data folder, so that a demo's week goes on after a restart.
 */
@ApplicationScoped
@Named("lunboClock")
public class LunboClock implements WeekRestart {
    private static final OffsetDateTime DEMO_START = OffsetDateTime.parse("2023-04-20T08:59:30+08:00");

    private final Path file;
    private final Optional<Instant> startsAt;
    private volatile Duration offset;

    LunboClock(LunboConfig config) {
        this.file = config.data().resolve("clock-offset");
        Optional<OffsetDateTime> demoStart = config.demo() ? Optional.of(DEMO_START) : Optional.empty();
        this.startsAt = config.clock().startsAt().or(() -> demoStart).map(OffsetDateTime::toInstant);
        this.offset = startsAt.isPresent() ? keptOffset().orElseGet(this::restart) : Duration.ZERO;
        if (shifted()) {
            Log.infof("The clock is shifted by %s: it shows %s", offset, now());
        }
    }

    /** Whether this is not the real time: every page must say so. */
    public boolean shifted() {
        return !offset.isZero();
    }

    /** What the clock shows, UTC. */
    public Instant now() {
        return Instant.now().plus(offset);
    }

    /** Sets the clock to its configured start once more; without one it goes on showing the real time. */
    @Override
    public void beginAgain() {
        restart();
    }

    private Duration restart() {
        Duration fresh =
                startsAt.map(start -> Duration.between(Instant.now(), start)).orElse(Duration.ZERO);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path written = Files.writeString(file.resolveSibling("clock-offset.new"), fresh.toString());
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        offset = fresh;
        return fresh;
    }

    private Optional<Duration> keptOffset() {
        try {
            return Files.exists(file)
                    ? Optional.of(Duration.parse(Files.readString(file).trim()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The clock as everything else sees it: injected, never asked for statically. */
    @Produces
    @Singleton
    Clock clock() {
        InstantSource source = this::now;
        return source.withZone(ZoneId.from(ZoneOffset.UTC));
    }
}
