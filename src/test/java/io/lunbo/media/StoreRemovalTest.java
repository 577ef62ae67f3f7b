package io.lunbo.media;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A removal never takes what somebody has just kept. */
class StoreRemovalTest {
    private static final Duration GRACE = Duration.ofDays(7);

    @TempDir
    Path folder;

    private MediaStore store;

    @BeforeEach
    void open() throws IOException {
        store = new MediaStore(folder.resolve("media"));
    }

    @Test
    void youngFileStays() throws IOException {
        String file = kept("young");

        assertThat(store.remove(file, GRACE, () -> false)).isZero();
        assertThat(store.find(file)).isPresent();
        try (Stream<String> old = store.olderThan(GRACE)) {
            assertThat(old).isEmpty();
        }
    }

    @Test
    void oldFileGoesUnlessSomebodyWantsIt() throws IOException {
        String file = aged(kept("old"));

        try (Stream<String> old = store.olderThan(GRACE)) {
            assertThat(old).containsExactly(file);
        }
        assertThat(store.remove(file, GRACE, () -> true)).isZero();
        assertThat(store.find(file)).isPresent();
        assertThat(store.remove(file, GRACE, () -> false)).isEqualTo(3);
        assertThat(store.find(file)).isEmpty();
    }

    @Test
    void sameBytesKeptAgainAreYoungAgain() throws IOException {
        String file = aged(kept("again"));
        kept("again");

        assertThat(store.remove(file, GRACE, () -> false)).isZero();
    }

    @Test
    void fileThatLayLongBeforeItWasKeptIsYoung() throws IOException {
        Path incoming = store.receive(new ByteArrayInputStream("late".getBytes(StandardCharsets.UTF_8)));
        Files.setLastModifiedTime(incoming, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        String file = store.keep(incoming).sha256();

        assertThat(store.remove(file, GRACE, () -> false)).isZero();
    }

    @Test
    void keepingAndRemovingAtOnceNeverLosesWhatWasKept() throws Exception {
        for (int round = 0; round < 300; round++) {
            String bytes = "both " + round;
            String file = aged(kept(bytes));
            CyclicBarrier start = new CyclicBarrier(2);
            CompletableFuture<Void> removal = CompletableFuture.runAsync(() -> {
                try {
                    start.await();
                    store.remove(file, GRACE, () -> false);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            start.await();
            kept(bytes);
            removal.join();
            assertThat(store.find(file)).as("round " + round).isPresent();
        }
    }

    @Test
    void removalThatWasCutOffIsUndone() throws IOException {
        String file = kept("cut");
        Files.move(store.path(file), folder.resolve("media/aside").resolve(file));

        store.tidy(GRACE);
        assertThat(store.find(file)).isPresent();
    }

    @Test
    void damagedFileIsFoundNoMoreUntilItIsBroughtAgain() throws IOException {
        String file = kept("damaged");
        store.setAside(file);
        assertThat(store.find(file)).isEmpty();

        store.tidy(GRACE);
        assertThat(store.find(file)).isEmpty();
        kept("damaged");
        assertThat(store.find(file)).isPresent();
    }

    @Test
    void filesThatAreNotTheStoresAreNeverListed() throws IOException {
        Path strange = Files.createDirectories(folder.resolve("media/ab/cd"));
        Files.writeString(strange.resolve("notes.txt"), "mine");
        Path misplaced = strange.resolve("0".repeat(64));
        Files.writeString(misplaced, "not in its place");
        for (Path file : new Path[] {strange.resolve("notes.txt"), misplaced}) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        }
        try (Stream<String> old = store.olderThan(GRACE)) {
            assertThat(old).isEmpty();
        }
    }

    private String kept(String bytes) throws IOException {
        return store.keep(store.receive(new ByteArrayInputStream(bytes.getBytes(StandardCharsets.UTF_8))))
                .sha256();
    }

    private String aged(String sha256) throws IOException {
        Files.setLastModifiedTime(store.path(sha256), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        return sha256;
    }
}
