package io.lunbo.portrait;

import io.lunbo.film.FilmRendering;
import io.lunbo.film.FilmRendering.TitleFilm;
import io.lunbo.film.FilmTools;
import io.lunbo.film.Films;
import io.lunbo.film.MediaFacts;
import io.lunbo.film.MediaInspection;
import io.lunbo.film.PortraitMaking;
import io.lunbo.film.PortraitMaking.Portrait;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What is the same film and what is not, as far as an eye can tell. */
class FingerprintTest {
    @TempDir
    Path folder;

    private final FilmTools tools = Films.tools();
    private final PortraitMaking making = new PortraitMaking(tools, Duration.ofMinutes(2));

    @Test
    void sameFilmIsKnownAgainInOtherContainersCodecsAndSizes() throws Exception {
        Path film = Films.mp4(folder.resolve("film.mp4"));
        Fingerprint original = fingerprint(film);

        List<String> others = List.of(
                "-c copy -f matroska",
                "-c copy -movflags +faststart -metadata title=other -f mp4",
                "-c:v libvpx -b:v 1M -deadline realtime -cpu-used 8 -c:a libopus -f webm",
                "-vf scale=640:360 -c:v libopenh264 -b:v 900k -pix_fmt yuv420p -an -f mp4",
                "-vf fps=30 -c:v libopenh264 -b:v 2M -pix_fmt yuv420p -an -f mp4");
        for (int i = 0; i < others.size(); i++) {
            Path other = Films.make(folder.resolve("other" + i), "-i file:" + film + " " + others.get(i));
            assertThat(fingerprint(other).isLike(original)).as(others.get(i)).isTrue();
        }
    }

    @Test
    void otherFilmsAreOthersAlsoIfOnlyTheTitleDiffers() throws Exception {
        List<Fingerprint> films = new ArrayList<>();
        for (String title : List.of("知识产权宣传片A", "知识产权宣传片B", "尊重知识")) {
            Path film = folder.resolve(title + ".mp4");
            new FilmRendering(tools).render(new TitleFilm(title, "荣昌区", 4, 1), film);
            films.add(fingerprint(film));
        }
        films.add(fingerprint(Films.make(
                folder.resolve("bars"),
                "-f lavfi -i smptebars=s=320x180:r=25:d=4 -c:v libopenh264 -pix_fmt yuv420p -f mp4")));

        for (Fingerprint one : films) {
            assertThat(films.stream().filter(one::isLike)).containsExactly(one);
        }
    }

    @Test
    void pictureIsKnownAgainInAnotherFormat() throws Exception {
        Path picture = Films.picture(folder.resolve("a"), "png", "640x360");
        Path again = Films.make(
                folder.resolve("b"), "-i file:" + picture + " -vf scale=1280:720 -c:v mjpeg -q:v 6 -f image2pipe");
        Fingerprint png = fingerprint(picture);
        Fingerprint jpeg = fingerprint(again);
        Path other =
                Films.make(folder.resolve("c"), "-f lavfi -i smptebars=s=640x360 -frames:v 1 -c:v png -f image2pipe");

        assertThat(png.isLike(jpeg)).isTrue();
        assertThat(png.isLike(fingerprint(other))).isFalse();
    }

    @Test
    void soundIsMeasuredAndDrawnAndSilenceIsSaid() throws Exception {
        Path loud = Films.make(
                folder.resolve("loud"),
                "-f lavfi -i testsrc2=s=320x180:r=10:d=5 -f lavfi -i sine=f=997:d=5,volume=20dB -c:v libopenh264"
                        + " -pix_fmt yuv420p -c:a aac -ac 2 -shortest -f mp4");
        Path silent = Films.make(
                folder.resolve("silent"),
                "-f lavfi -i testsrc2=s=320x180:r=10:d=2 -c:v libopenh264 -pix_fmt yuv420p -f mp4");

        assertThat(portrait(loud).loudness().orElseThrow().integrated()).isCloseTo(-1.4, within(1.5));
        assertThat(folder.resolve("loud.png")).isNotEmptyFile();
        assertThat(folder.resolve("loud.jpg")).isNotEmptyFile();
        assertThat(portrait(silent).loudness()).isEmpty();
        assertThat(folder.resolve("silent.png")).doesNotExist();
    }

    private Fingerprint fingerprint(Path file) throws Exception {
        return new Fingerprint(portrait(file).samples());
    }

    private Portrait portrait(Path file) throws Exception {
        MediaFacts facts = new MediaInspection(tools).inspect(file);
        String name = file.getFileName().toString();
        Path work = folder.resolve(name + ".raw");
        Portrait portrait =
                making.make(file, facts, folder.resolve(name + ".jpg"), folder.resolve(name + ".png"), work);
        assertThat(Files.size(work)).isPositive();
        return portrait;
    }
}
