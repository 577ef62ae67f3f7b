package io.lunbo.film;

import io.lunbo.film.FilmTools.LimitExceeded;
import io.lunbo.film.FilmTools.Limits;
import io.lunbo.film.FilmTools.Outcome;
import io.lunbo.film.FilmTools.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FilmToolsTest {
    private static final Limits GENEROUS = new Limits(Duration.ofSeconds(20), 2L << 30, 1 << 20);

    @TempDir
    Path folder;

    @Test
    void bundledVersionIsTheOneOfTheBuild() throws IOException {
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<ffmpeg.version>" + FilmTools.BUNDLED_VERSION + "</ffmpeg.version>");
    }

    @Test
    void concurrentStartersUnpackOneWorkingCopy() throws Exception {
        ExecutorService starters = Executors.newFixedThreadPool(3);
        Callable<FilmTools> start = () -> FilmTools.bundled(folder);
        for (Future<FilmTools> started : starters.invokeAll(List.of(start, start, start))) {
            Outcome version = started.get().run(Tool.FFPROBE, folder, GENEROUS, List.of("-version"));
            assertThat(version.succeeded()).as(version.errors()).isTrue();
            assertThat(version.output()).contains("--enable-libopenh264").doesNotContain("--enable-gpl");
        }
        starters.shutdown();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void stubsStandInForEveryLibraryOfACaptureDevice() throws Exception {
        Path unpacked = Films.CACHE.resolve("ffmpeg-" + FilmTools.BUNDLED_VERSION + "-linux-x86_64");
        Films.tools();
        for (StubLibrary stub : StubLibrary.OF_CAPTURE_DEVICES) {
            assertThat(unpacked.resolve(stub.soname())).hasBinaryContent(stub.toBytes());
        }
    }

    @Test
    void endsAToolThatRunsTooLong() {
        Limits short_ = new Limits(Duration.ofMillis(300), 2L << 30, 1 << 20);
        List<String> endless = List.of("-v", "error", "-re", "-f", "lavfi", "-i", "color", "-f", "null", "-");

        assertThatThrownBy(() -> Films.tools().run(Tool.FFMPEG, folder, short_, endless))
                .isInstanceOf(LimitExceeded.class)
                .hasMessageContaining("ran past");
    }

    @Test
    void endsAToolThatWritesTooMuch() {
        Limits little = new Limits(Duration.ofSeconds(20), 2L << 30, 1000);
        List<String> endless = List.of("-v", "error", "-f", "lavfi", "-i", "color", "-f", "rawvideo", "-");

        assertThatThrownBy(() -> Films.tools().run(Tool.FFMPEG, folder, little, endless))
                .isInstanceOf(LimitExceeded.class)
                .hasMessageContaining("wrote more");
    }

    @Test
    void aToolThatWantsTooMuchMemoryFails() throws Exception {
        Limits small = new Limits(Duration.ofSeconds(20), 300L << 20, 1 << 20);
        List<String> huge =
                List.of("-v", "error", "-f", "lavfi", "-i", "color=s=12000x12000", "-frames:v", "3", "-f", "null", "-");

        assertThat(Films.tools().run(Tool.FFMPEG, folder, small, huge).succeeded())
                .isFalse();
    }

    @Test
    void argumentsAreNeverReadByAShell() throws Exception {
        String name = "file:$(touch harm);`touch harm`' \".mp4";

        Outcome outcome = Films.tools().run(Tool.FFPROBE, folder, GENEROUS, List.of("-v", "error", name));

        assertThat(outcome.succeeded()).isFalse();
        assertThat(outcome.errors()).contains("$(touch harm)");
        assertThat(folder.resolve("harm")).doesNotExist();
    }

    @Test
    void theEnvironmentOfTheServiceIsNotHandedOn() throws Exception {
        for (String name : List.of("ffmpeg", "ffprobe")) {
            Path program = Files.writeString(folder.resolve(name), "#!/bin/sh\nenv; cat\n");
            assertThat(program.toFile().setExecutable(true)).isTrue();
        }

        Outcome outcome = FilmTools.installedIn(folder).run(Tool.FFMPEG, folder, GENEROUS, List.of());

        assertThat(System.getenv()).containsKey("HOME");
        assertThat(outcome.output()).contains("LANG=C.UTF-8").doesNotContain("HOME=");
    }

    @Test
    void aConfiguredFolderWithoutProgramsIsRefusedAtOnce() {
        assertThatThrownBy(() -> FilmTools.installedIn(folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ffmpeg");
    }
}
