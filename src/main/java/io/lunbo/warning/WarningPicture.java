package io.lunbo.warning;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lunbo.film.FilmTools;
import io.lunbo.film.FilmTools.Limits;
import io.lunbo.film.FilmTools.Outcome;
import io.lunbo.film.FilmTools.Tool;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A warning with all that the law asks of it as a picture (PNG), for players that show nothing but files. */
@Singleton
public final class WarningPicture {
    private static final String FONT = "META-INF/resources/fonts/NotoSansSC-Regular.ttf";
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(20), 1L << 30, 1 << 20);
    private static final int LARGEST_SIDE = 1920;
    /** The colours of the four levels, and of the title on them. */
    private static final Map<String, List<String>> COLORS = Map.of(
            "BLUE", List.of("1d4fbf", "ffffff"),
            "YELLOW", List.of("ffd21f", "111111"),
            "ORANGE", List.of("ff7a00", "111111"),
            "RED", List.of("d8131f", "ffffff"));

    private final FilmTools tools;
    private final Cache<Key, byte[]> made =
            Caffeine.newBuilder().maximumSize(64).build();

    /**
     * What is to be read.
     *
     * @param alert its level: BLUE, YELLOW, ORANGE or RED
     * @param fields one line of text for each thing that it says
     */
    public record Warning(String title, String alert, List<String> fields) {}

    private record Key(Warning warning, int width, int height) {}

    WarningPicture(FilmTools tools) {
        this.tools = tools;
    }

    /**
     * The picture (PNG) in the proportions of a screen, at most 1,920 pixels long; drawn once, which takes a second: not on the
     * event loop.
     */
    public byte[] of(Warning warning, int widthPx, int heightPx) {
        double scale = Math.min(1, LARGEST_SIDE / (double) Math.max(widthPx, heightPx));
        return made.get(new Key(warning, even(widthPx * scale), even(heightPx * scale)), this::draw);
    }

    private static int even(double pixels) {
        return Math.max(2, (int) Math.round(pixels / 2) * 2);
    }

    private byte[] draw(Key key) {
        try {
            Path work = Files.createTempDirectory("lunbo-notice");
            try {
                return draw(key, work);
            } finally {
                FilmTools.deleteFolder(work);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a warning cannot be drawn", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while a warning was drawn", e);
        }
    }

    private byte[] draw(Key key, Path work) throws IOException, InterruptedException {
        List<String> colors = COLORS.getOrDefault(key.warning().alert(), COLORS.get("RED"));
        String title = key.warning().title();
        List<String> fields = key.warning().fields();
        int band = key.height() / 5;
        int margin = key.width() / 24;
        int titleSize = Math.min(band * 3 / 5, 2 * (key.width() - 2 * margin) / Math.max(2, halfWidths(title)));
        int size = sizeOf(fields, key.width() - 2 * margin, key.height() - band - 2 * margin);
        List<String> lines = lines(fields, 2 * (key.width() - 2 * margin) / size);
        Files.writeString(work.resolve("title.txt"), title);
        Files.writeString(work.resolve("fields.txt"), String.join("\n", lines));
        try (InputStream font = WarningPicture.class.getClassLoader().getResourceAsStream(FONT)) {
            Files.copy(font, work.resolve("font.ttf"));
        }
        // What was typed comes from files and is not expanded: it cannot become a part of the graph.
        String graph = "color=c=0x0b1020:s=%dx%d:d=0.04,format=rgb24,drawbox=x=0:y=0:w=iw:h=%d:t=fill:color=0x%s,"
                        .formatted(key.width(), key.height(), band, colors.get(0))
                + "drawtext=fontfile=font.ttf:textfile=title.txt:expansion=none:fontcolor=0x%s:fontsize=%d:x=(w-tw)/2:y=%d-th/2,"
                        .formatted(colors.get(1), titleSize, band / 2)
                + "drawtext=fontfile=font.ttf:textfile=fields.txt:expansion=none:fontcolor=white:fontsize=%d:line_spacing=%d:x=%d:y=%d"
                        .formatted(size, size / 3, margin, band + margin);
        Outcome outcome = tools.run(
                Tool.FFMPEG,
                work,
                LIMITS,
                List.of("-v", "error", "-nostdin", "-y", "-f", "lavfi", "-i", graph, "-frames:v", "1", "notice.png"));
        if (!outcome.succeeded()) {
            throw new IOException(outcome.errors());
        }
        return Files.readAllBytes(work.resolve("notice.png"));
    }

    /** The largest letters with which everything fits. */
    private static int sizeOf(List<String> fields, int width, int height) {
        int size = Math.max(8, height / 6);
        while (size > 8 && lines(fields, 2 * width / size).size() * (size * 4 / 3 + size / 3) > height) {
            size--;
        }
        return size;
    }

    /** Broken where a line is full, which Chinese allows nearly everywhere. */
    private static List<String> lines(List<String> texts, int halfWidths) {
        List<String> lines = new ArrayList<>();
        for (String text : texts) {
            StringBuilder line = new StringBuilder();
            int used = 0;
            for (int letter : text.codePoints().toArray()) {
                int wide = letter < 0x7f ? 1 : 2;
                if (used + wide > halfWidths && !line.isEmpty()) {
                    lines.add(line.toString());
                    line.setLength(0);
                    used = 0;
                }
                line.appendCodePoint(letter);
                used += wide;
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static int halfWidths(String line) {
        return line.codePoints().map(letter -> letter < 0x7f ? 1 : 2).sum();
    }
}
