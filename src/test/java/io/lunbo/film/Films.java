package io.lunbo.film;

import io.lunbo.film.FilmTools.Limits;
import io.lunbo.film.FilmTools.Outcome;
import io.lunbo.film.FilmTools.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Real films and pictures for the tests, made by the tools themselves. */
public final class Films {
    static final Path CACHE = Path.of("target", "film-tools").toAbsolutePath();
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(60), 4L << 30, 1 << 20);

    private Films() {}

    public static FilmTools tools() {
        try {
            return FilmTools.bundled(CACHE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Three seconds of moving picture with a tone, the index at the end of the file. */
    public static Path mp4(Path file) {
        return make(
                file,
                "-f lavfi -i testsrc2=s=320x180:r=25:d=3 -f lavfi -i sine=d=3 -c:v libopenh264 -g 25"
                        + " -pix_fmt yuv420p -c:a aac -shortest -f mp4");
    }

    public static Path fastStartMp4(Path file) {
        return make(
                file,
                "-f lavfi -i testsrc2=s=320x180:r=25:d=3 -f lavfi -i sine=d=3 -c:v libopenh264 -g 25"
                        + " -pix_fmt yuv420p -c:a aac -shortest -movflags +faststart -f mp4");
    }

    public static Path webm(Path file) {
        return make(
                file,
                "-f lavfi -i testsrc2=s=320x180:r=25:d=3 -f lavfi -i sine=d=3 -c:v libvpx -deadline realtime"
                        + " -cpu-used 8 -g 25 -pix_fmt yuv420p -c:a libopus -shortest -f webm");
    }

    public static Path picture(Path file, String encoder, String size) {
        return make(file, "-f lavfi -i testsrc2=s=" + size + " -frames:v 1 -c:v " + encoder + " -f image2pipe");
    }

    /** Makes a file with ffmpeg; the words are separated by single spaces. */
    public static Path make(Path file, String words) {
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-y"));
        arguments.addAll(List.of(words.split(" ")));
        arguments.add("file:" + file.toAbsolutePath());
        try {
            Outcome outcome = tools().run(Tool.FFMPEG, file.toAbsolutePath().getParent(), LIMITS, arguments);
            assertThat(outcome.succeeded()).as(outcome.errors()).isTrue();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The first part of a file, as an upload that broke off leaves it. */
    public static Path cut(Path whole, Path file, double share) throws IOException {
        byte[] bytes = Files.readAllBytes(whole);
        byte[] first = java.util.Arrays.copyOf(bytes, (int) (bytes.length * share));
        return Files.write(file, first);
    }
}
