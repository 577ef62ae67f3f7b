package io.lunbo.slogan;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A slogan laid out for one sign: the pages and speeds that the player is told.
 *
 * <p>A text that fits stands still, else it is split at punctuation into two pages, and only a text that fits neither
 * way moves: who drives past reads ten standing characters, but of moving ones only those that pass meanwhile.
 *
 * @param glyphPx height of a row; a full-width character is as wide as it is high, a half-width one half of that
 * @param pxPerSecond speed of a scrolling text, 0 for a standing one
 */
public record SloganLayout(List<Page> pages, Mode mode, int pxPerSecond, String color, int glyphPx) {
    private static final int MAX_SIGN_GLYPH = 32;
    private static final double WALL_MARGIN = 0.05;
    private static final int WALL_LARGEST_SHARE = 4;
    private static final int WALL_SMALLEST_SHARE = 16;
    private static final int WALL_SCROLL_SHARE = 8;

    private static final String BREAKS = "，、。！？；：,;!?… \u3000";
    private static final String NEVER_FIRST = BREAKS + "”’》】）」』)]";
    private static final Pattern COLOR = Pattern.compile("#[0-9a-f]{6}");
    private static final Pattern CHARACTER = Pattern.compile("\\X");

    /** A text that stands, or passes once, and for how long. */
    public record Page(String text, long holdMs) {}

    /** How a text is shown. */
    public enum Mode {
        STATIC,
        SCROLL_LEFT
    }

    /**
     * The surface: a strip whose rows fill its height, or a wall on which the text may take any size.
     *
     * @param rows how many lines of text stand one above the other, at least 1; of no meaning on a wall
     */
    public record Sign(boolean wall, int widthPx, int heightPx, int rows, SignPace pace) {
        public Sign {
            if (widthPx < 1 || heightPx < rows || rows < 1) {
                throw new IllegalArgumentException("A sign of " + widthPx + "x" + heightPx + " in rows: " + rows);
            }
        }

        /** With one row and the pace that is taken where nobody says another. */
        public Sign(boolean wall, int widthPx, int heightPx) {
            this(wall, widthPx, heightPx, 1, SignPace.USUAL);
        }

        /** The height of a character: the largest that the dot font has for a row, or the row itself where that is lower. */
        int glyphPx() {
            int row = heightPx / rows;
            return row < DotFont.ROWS ? row : Math.min(MAX_SIGN_GLYPH, row / DotFont.ROWS * DotFont.ROWS);
        }
    }

    public SloganLayout {
        pages = List.copyOf(pages);
        if (!COLOR.matcher(color).matches()) {
            throw new IllegalArgumentException("No colour: " + color);
        }
    }

    /** Lays out a text; the colour is {@code #rrggbb}. */
    public static SloganLayout of(SloganText slogan, Sign sign, String color) {
        String text = slogan.value();
        return sign.wall() ? onWall(text, sign, color) : onStrip(text, sign, color);
    }

    /** A text that passes by on a strip, however long it is. */
    public static SloganLayout passing(String text, Sign sign, String color) {
        return scrolling(text, sign, color, sign.glyphPx());
    }

    /** How long one showing takes. */
    public long durationMs() {
        return pages.stream().mapToLong(Page::holdMs).sum();
    }

    private static SloganLayout onStrip(String text, Sign sign, String color) {
        int glyph = sign.glyphPx();
        return pagesWithin(text, sign, glyph)
                .map(pages -> standing(pages, sign, color, glyph))
                .orElseGet(() -> scrolling(text, sign, color, glyph));
    }

    /** As large as possible on one page if that is large enough, else on two. */
    private static SloganLayout onWall(String text, Sign sign, String color) {
        int width = (int) (sign.widthPx() * (1 - 2 * WALL_MARGIN));
        int largest = Math.max(1, sign.heightPx() / WALL_LARGEST_SHARE);
        int smallest = Math.max(1, sign.heightPx() / WALL_SMALLEST_SHARE);
        Stream<List<String>> ways = Stream.concat(Stream.of(List.of(text)), bestSplit(text).stream());
        return ways.map(pages -> standing(pages, sign, color, Math.min(largest, largestGlyph(pages, width))))
                .filter(layout -> layout.glyphPx() >= smallest)
                .findFirst()
                .orElseGet(() -> scrolling(text, sign, color, Math.max(1, sign.heightPx() / WALL_SCROLL_SHARE)));
    }

    private static int largestGlyph(List<String> pages, int width) {
        int widest = pages.stream().mapToInt(SloganLayout::halfWidths).max().orElseThrow();
        return 2 * width / widest;
    }

    private static Optional<List<String>> pagesWithin(String text, Sign sign, int glyph) {
        return Stream.concat(Stream.of(List.of(text)), bestSplit(text).stream())
                .map(pages -> pages.stream()
                        .flatMap(page -> linesWithin(page, sign, glyph).stream())
                        .toList())
                .filter(pages -> !pages.isEmpty() && wholeText(pages).equals(wholeText(List.of(text))))
                .findFirst();
    }

    /** The page in one line if that is not too wide, else in two where the sign has two rows. */
    private static Optional<String> linesWithin(String page, Sign sign, int glyph) {
        Stream<List<String>> ways =
                Stream.concat(Stream.of(List.of(page)), sign.rows() > 1 ? bestSplit(page).stream() : Stream.empty());
        return ways.filter(lines -> largestGlyph(lines, sign.widthPx()) >= glyph)
                .map(lines -> String.join("\n", lines))
                .findFirst();
    }

    private static String wholeText(List<String> pages) {
        return String.join("", pages).replaceAll("\\s", "");
    }

    /** The two pages at a punctuation mark of which the wider one is the narrowest. */
    private static Optional<List<String>> bestSplit(String text) {
        return IntStream.range(1, text.length())
                .filter(index -> BREAKS.indexOf(text.charAt(index - 1)) >= 0
                        || NEVER_FIRST.indexOf(text.charAt(index - 1)) >= BREAKS.length()
                                && index > 1
                                && BREAKS.indexOf(text.charAt(index - 2)) >= 0)
                .filter(index -> NEVER_FIRST.indexOf(text.charAt(index)) < 0)
                .mapToObj(index -> List.of(
                        text.substring(0, index).strip(), text.substring(index).strip()))
                .min((a, b) -> Integer.compare(widest(a), widest(b)));
    }

    private static int widest(List<String> pages) {
        return pages.stream().mapToInt(SloganLayout::halfWidths).max().orElseThrow();
    }

    private static SloganLayout standing(List<String> pages, Sign sign, String color, int glyph) {
        List<Page> held = pages.stream()
                .map(text -> new Page(text, sign.pace().holdMs(characters(text))))
                .toList();
        return new SloganLayout(held, Mode.STATIC, 0, color, glyph);
    }

    private static long characters(String text) {
        return CHARACTER.matcher(text.replace("\n", "")).results().count();
    }

    /** The text comes in at the right edge and is over when its end has left at the other one. */
    private static SloganLayout scrolling(String text, Sign sign, String color, int glyph) {
        int speed = sign.pace().pxPerSecond(glyph);
        long way = sign.widthPx() + (long) halfWidths(text) * glyph / 2;
        long passMs = (way * 1000 + speed - 1) / speed;
        return new SloganLayout(List.of(new Page(text, passMs)), Mode.SCROLL_LEFT, speed, color, glyph);
    }

    /** Dots of a text in halves of a row's height: ASCII characters take one, all others two. */
    static int halfWidths(String text) {
        return CHARACTER
                .matcher(text)
                .results()
                .mapToInt(character -> character.group().codePointAt(0) < 0x7f ? 1 : 2)
                .sum();
    }
}
