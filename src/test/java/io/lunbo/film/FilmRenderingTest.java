package io.lunbo.film;

import io.lunbo.film.FilmRendering.TitleFilm;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class FilmRenderingTest {
    private final FilmRendering rendering = new FilmRendering(Films.tools());
    private final MediaInspection inspection = new MediaInspection(Films.tools());

    @TempDir
    Path folder;

    @Test
    void aTitleFilmPassesTheInspectionLikeAnyOther() throws Exception {
        Path film = render("film", "知识产权宣传片B", 2);

        MediaFacts facts = inspection.inspect(film);

        assertThat(facts.mimeType()).isEqualTo("video/mp4");
        assertThat(facts.videoCodec()).isEqualTo("h264");
        assertThat(facts.audioCodec()).contains("aac");
        assertThat(facts.widthPx()).isEqualTo(960);
        assertThat(facts.frameRate()).isEqualTo(25);
        assertThat(facts.durationMs()).isBetween(2000L, 2050L);
    }

    @Test
    void aFilmLongerThanALapIsAsLongAsItSays() throws Exception {
        MediaFacts facts = inspection.inspect(render("film", "知识产权宣传片", 16));

        assertThat(facts.durationMs()).isBetween(16_000L, 16_050L);
        assertThat(facts.frameRate()).isEqualTo(25);
    }

    @Test
    void canBePlayedWhileItIsBeingLoaded() throws Exception {
        String bytes = new String(Files.readAllBytes(render("film", "片", 1)), StandardCharsets.ISO_8859_1);

        assertThat(bytes.indexOf("moov")).isPositive().isLessThan(bytes.indexOf("mdat"));
    }

    @Test
    void theSameFilmIsTheSameBytesAndAnotherTitleIsNot() throws Exception {
        assertThat(render("a", "知识产权", 1)).hasSameBinaryContentAs(render("b", "知识产权", 1));
        assertThat(Files.mismatch(render("c", "宣传片A", 1), render("d", "宣传片B", 1)))
                .isNotNegative();
    }

    @Test
    void thePictureIsBrightAndMoves() throws Exception {
        Path film = render("film", "知识产权", 3);
        BufferedImage early = frame(film, "1");
        BufferedImage late = frame(film, "2");

        assertThat(whitePixels(early)).isGreaterThan(2000);
        assertThat(differentPixels(early, late)).isGreaterThan(1024 * 576 / 10);
    }

    @Test
    void aTitleIsNeverACommand() throws Exception {
        Path film = render("film", "%{pts}':textfile=/etc/passwd,[x]\\;\"$(touch harm)", 1);

        assertThat(inspection.inspect(film).widthPx()).isEqualTo(960);
    }

    private Path render(String name, String title, int seconds) throws Exception {
        Path film = folder.resolve(name + ".mp4");
        rendering.render(new TitleFilm(title, "荣昌区2023年知识产权宣传周", seconds, 0), film);
        return film;
    }

    private BufferedImage frame(Path film, String second) throws Exception {
        Path picture = folder.resolve(second + ".png");
        Films.make(picture, "-ss " + second + " -i file:" + film + " -frames:v 1 -c:v png -f image2pipe");
        return ImageIO.read(picture.toFile());
    }

    private static long whitePixels(BufferedImage image) {
        return java.util.Arrays.stream(pixels(image))
                .filter(rgb -> (rgb & 0xff) > 230 && (rgb >> 8 & 0xff) > 230 && (rgb >> 16 & 0xff) > 230)
                .count();
    }

    private static long differentPixels(BufferedImage first, BufferedImage second) {
        int[] a = pixels(first);
        int[] b = pixels(second);
        return java.util.stream.IntStream.range(0, a.length)
                .filter(i -> Math.abs((a[i] >> 8 & 0xff) - (b[i] >> 8 & 0xff)) > 8)
                .count();
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
