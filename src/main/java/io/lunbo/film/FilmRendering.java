package io.lunbo.film;

import io.lunbo.film.FilmTools.Limits;
import io.lunbo.film.FilmTools.Outcome;
import io.lunbo.film.FilmTools.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes title films: the title on a coloured ground with moving lights, a soft chord, a bar that grows with the time.
 *
 * <p>The picture is encoded for one lap of at most 15 s, whose end meets its beginning, and copied as often as the film
 * is long: encoding every second of a film of three minutes would take a minute of every first start.
 */
public final class FilmRendering {
    /** The size in which everything is placed. */
    private static final int WIDTH = 1280;

    private static final int HEIGHT = 720;
    /**
     * A quarter of full HD: every wall from 960 by 540 on shows it as it is, so that one delivery file does for all of them,
     * and the first start waits for one where a larger film would need two.
     */
    private static final String FILM_SIZE = "960:540";

    private static final int FRAMES_PER_SECOND = 25;
    /** Every picture is shown twice: the lights are too slow for an eye to see it, and it halves the work. */
    private static final String DRAWN_PER_SECOND = "12.5";

    private static final int MAX_LAP_SECONDS = 15;
    private static final Limits LIMITS = new Limits(Duration.ofMinutes(5), 4L << 30, 1 << 20);
    private static final String FONT = "META-INF/resources/fonts/NotoSansSC-Regular.ttf";

    /** Three colours of the ground, then three of the lights; the last one is the accent, too. */
    private static final List<List<String>> PALETTES = List.of(
            List.of("071a4a", "123f8f", "5a1a6e", "3fd0ff", "ff5fa2", "ffd166"),
            List.of("3b0a14", "8f1d2c", "c4512d", "ffb347", "ff6f91", "ffe08a"),
            List.of("04302f", "0b6e5f", "1b4f8f", "5ff2c0", "4fb4ff", "e9f77a"),
            List.of("1d0b45", "4b2aa0", "a02a7a", "7a8cff", "ff7ac6", "ffc857"));

    private final FilmTools tools;

    public FilmRendering(FilmTools tools) {
        this.tools = tools;
    }

    /**
     * What to render; the same film gives the same bytes.
     *
     * @param palette any number, it chooses the colours
     * @param smooth whether every picture is shown twice, so that the film has the usual 25 a second and costs twice as much
     */
    public record TitleFilm(String title, String subtitle, int seconds, int palette, boolean smooth) {
        public TitleFilm(String title, String subtitle, int seconds, int palette) {
            this(title, subtitle, seconds, palette, true);
        }

        public TitleFilm {
            if (title.isBlank() || subtitle.isBlank()) {
                throw new IllegalArgumentException("A film without a title");
            }
            if (seconds < 1 || seconds > 3600) {
                throw new IllegalArgumentException("A film of " + seconds + " s");
            }
        }

        private int framesPerSecond() {
            return smooth ? FRAMES_PER_SECOND : FRAMES_PER_SECOND / 2;
        }
    }

    /** Renders a film of 960 by 540 as an MP4 (H.264, AAC) that can be played while it is still being loaded. */
    public void render(TitleFilm film, Path target) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("lunbo-film");
        try {
            Files.writeString(work.resolve("title.txt"), film.title());
            Files.writeString(work.resolve("subtitle.txt"), film.subtitle());
            try (InputStream font = FilmRendering.class.getClassLoader().getResourceAsStream(FONT)) {
                Files.copy(font, work.resolve("font.ttf"));
            }
            int lap = lapOf(film.seconds());
            run(work, lapArguments(film, lap));
            run(work, filmArguments(film, lap));
            Files.move(work.resolve("film.mp4"), target);
        } finally {
            FilmTools.deleteFolder(work);
        }
    }

    /** A lap of which the film is a whole number; where there is none, the film ends within its last lap. */
    private static int lapOf(int seconds) {
        return IntStream.iterate(Math.min(seconds, MAX_LAP_SECONDS), lap -> lap > MAX_LAP_SECONDS / 2, lap -> lap - 1)
                .filter(lap -> seconds % lap == 0)
                .findFirst()
                .orElse(Math.min(seconds, MAX_LAP_SECONDS));
    }

    private void run(Path work, List<String> arguments) throws IOException, InterruptedException {
        Outcome outcome = tools.run(Tool.FFMPEG, work, LIMITS, arguments);
        if (!outcome.succeeded()) {
            throw new IOException("The film was not rendered: " + outcome.errors());
        }
    }

    /** One thread, so that the same picture gives the same bytes; a key frame every two seconds, for seeking. */
    private static List<String> lapArguments(TitleFilm film, int lap) {
        return arguments(
                "-v error -nostdin -y -filter_complex_threads 1 -filter_complex",
                List.of(picture(film, lap)),
                "-map [picture] -c:v libopenh264 -threads 1 -slices 1 -rc_mode quality -b:v 2500k -g "
                        + 2 * film.framesPerSecond() + " -fflags +bitexact -flags:v +bitexact lap.mp4");
    }

    private static List<String> filmArguments(TitleFilm film, int lap) {
        String chord = "aevalsrc='0.04*(sin(2*PI*220*t)+sin(2*PI*277*t)+sin(2*PI*330*t))':s=32000:d=1"
                + ",aloop=loop=-1:size=32000,tremolo=f=0.2:d=0.6,atrim=duration=%d,afade=in:d=1,afade=out:st=%d:d=1"
                        .formatted(film.seconds(), film.seconds() - 1);
        return arguments(
                "-v error -nostdin -y -stream_loop " + ((film.seconds() - 1) / lap) + " -i file:lap.mp4 -f lavfi -i",
                List.of(chord),
                "-map 0:v -map 1:a -c:v copy -c:a aac -aac_coder fast -b:a 64k -t " + film.seconds()
                        + " -fflags +bitexact -flags:a +bitexact -map_metadata -1 -movflags +faststart file:film.mp4");
    }

    private static List<String> arguments(String before, List<String> graph, String after) {
        return Stream.of(List.of(before.split(" ")), graph, List.of(after.split(" ")))
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Ground and lights are drawn once and then only moved, which costs a tenth of drawing them for every frame. What the lights
     * cover is what encoding costs, so they are no larger than looks well.
     */
    private static String picture(TitleFilm film, int lap) {
        List<String> colors = PALETTES.get(Math.floorMod(film.palette(), PALETTES.size()));
        String turn = "2*PI*t/" + lap;
        int titleSize = Math.min(108, 2 * 1120 / halfWidths(film.title()));
        int subtitleSize = Math.min(44, 2 * 1120 / halfWidths(film.subtitle()));
        return String.join(
                ";",
                ground(colors) + "[ground]",
                light(colors.get(3), 400, 170) + "[light1]",
                light(colors.get(4), 340, 160) + "[light2]",
                light(colors.get(5), 240, 160) + "[light3]",
                block(colors.get(5), WIDTH, 8) + "[bar]",
                block(colors.get(5), 160, 6) + "[accent]",
                over("ground", "light1", "-40+(W-320)*(0.5-0.5*cos(" + turn + "))", "120+180*sin(" + turn + ")", "a"),
                over("a", "light2", "W-360-(W-440)*(0.5-0.5*cos(" + turn + "))", "280+160*cos(" + turn + ")", "b"),
                over("b", "light3", "520+420*sin(2*" + turn + ")", "240+150*cos(" + turn + ")", "c"),
                "[c]" + text("title.txt", titleSize, "h/2-56-th/2") + ":borderw=2:bordercolor=white"
                        + ":shadowx=4:shadowy=4:shadowcolor=0x00000080,"
                        + text("subtitle.txt", subtitleSize, "h/2+112-th/2") + "[d]",
                over("d", "accent", "(W-w)/2+200*sin(2*" + turn + ")", "H/2+46", "e"),
                over("e", "bar", "-W+W*(t+0.04)/" + lap, "H-8", "f"),
                "[f]fps=" + film.framesPerSecond() + ",trim=end_frame=" + lap * film.framesPerSecond() + ",scale="
                        + FILM_SIZE + ":flags=area[picture]");
    }

    private static String ground(List<String> colors) {
        return "gradients=s=%dx%d:r=%s:d=0.04:n=3:c0=0x%s:c1=0x%s:c2=0x%s:x0=0:y0=0:x1=%d:y1=%d:speed=0.00001,"
                        .formatted(
                                WIDTH,
                                HEIGHT,
                                DRAWN_PER_SECOND,
                                colors.get(0),
                                colors.get(1),
                                colors.get(2),
                                WIDTH - 1,
                                HEIGHT - 1)
                + "format=yuv420p,loop=-1:1";
    }

    private static String light(String color, int size, int strength) {
        return "color=c=0x%1$s:s=%2$dx%2$d:r=%3$s:d=0.04,format=yuva420p,".formatted(color, size, DRAWN_PER_SECOND)
                + "geq=lum='lum(X,Y)':cb='cb(X,Y)':cr='cr(X,Y)':a='" + strength
                + "*pow(max(0,1-hypot(X-W/2,Y-H/2)/(W/2)),1.2)',loop=-1:1";
    }

    private static String block(String color, int width, int height) {
        return "color=c=0x%s:s=%dx%d:r=%s:d=0.04,loop=-1:1".formatted(color, width, height, DRAWN_PER_SECOND);
    }

    private static String over(String below, String above, String x, String y, String result) {
        return "[%s][%s]overlay=x='%s':y='%s':format=yuv420[%s]".formatted(below, above, x, y, result);
    }

    /** The text comes from a file and is not expanded: it needs no quoting and cannot become a part of the graph. */
    private static String text(String file, int size, String y) {
        return "drawtext=fontfile=font.ttf:textfile=" + file + ":expansion=none:fontcolor=white:fontsize=" + size
                + ":x=(w-tw)/2:y=" + y;
    }

    /** A line's width in halves of its height. */
    private static int halfWidths(String line) {
        return line.codePoints().map(character -> character < 0x7f ? 1 : 2).sum();
    }
}
