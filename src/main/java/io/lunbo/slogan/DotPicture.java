package io.lunbo.slogan;

import io.lunbo.slogan.DotFont.Glyph;
import io.lunbo.slogan.SloganLayout.Mode;
import io.lunbo.slogan.SloganLayout.Page;
import io.lunbo.slogan.SloganLayout.Sign;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A slogan in the dots of a sign.
 *
 * <p>A standing text is as wide as its sign, once for each page, the pages side by side; a scrolling one is as wide as it
 * is. The height is the sign's.
 */
public final class DotPicture {
    private final int width;
    private final int height;
    private final byte[] bits;

    private DotPicture(int width, int height) {
        this.width = width;
        this.height = height;
        this.bits = new byte[rowBytes() * height];
    }

    /** The picture; empty on a wall, on a sign lower than the font, and where the font lacks a character. */
    public static Optional<DotPicture> of(SloganLayout layout, Sign sign) {
        int scale = layout.glyphPx() / DotFont.ROWS;
        if (sign.wall() || scale < 1) {
            return Optional.empty();
        }
        int pageWidth = pageWidth(layout, sign);
        DotPicture picture = new DotPicture(pageWidth * layout.pages().size(), sign.heightPx());
        int left = 0;
        for (Page page : layout.pages()) {
            if (!picture.drawPage(page.text().split("\n"), left, pageWidth, layout.glyphPx())) {
                return Optional.empty();
            }
            left += pageWidth;
        }
        return Optional.of(picture);
    }

    /** Dots from left to right. */
    public int width() {
        return width;
    }

    /** Dots from top to bottom. */
    public int height() {
        return height;
    }

    /** Whether a dot is lit. */
    public boolean lit(int x, int y) {
        return (bits[y * rowBytes() + x / 8] >> (7 - x % 8) & 1) == 1;
    }

    /** Row by row, eight dots in a byte, the leftmost in its highest bit; each row begins a byte. */
    public byte[] bits() {
        return bits.clone();
    }

    /** The same as a file: a PNG of one bit a dot, lit ones white. */
    public byte[] png() {
        return OneBitPng.of(width, height, bits);
    }

    private int rowBytes() {
        return (width + 7) / 8;
    }

    private boolean drawPage(String[] lines, int left, int pageWidth, int cell) {
        int top = top(lines.length, height, cell);
        for (int at = 0; at < lines.length; at++) {
            int indent = indent(lines[at], pageWidth, cell);
            if (!drawLine(lines[at], left + indent, top + at * cell, cell / DotFont.ROWS)) {
                return false;
            }
        }
        return true;
    }

    private boolean drawLine(String line, int left, int top, int scale) {
        List<Glyph> glyphs = new ArrayList<>();
        line.codePoints().mapToObj(DotFont.gbk()::glyph).forEach(glyph -> glyphs.add(glyph.orElse(null)));
        int x = left;
        for (Glyph glyph : glyphs) {
            if (glyph == null) {
                return false;
            }
            draw(glyph, x, top, scale);
            x += glyph.width() * scale;
        }
        return true;
    }

    private void draw(Glyph glyph, int left, int top, int scale) {
        for (int y = 0; y < DotFont.ROWS * scale; y++) {
            for (int x = 0; x < glyph.width() * scale; x++) {
                if (glyph.lit(x / scale, y / scale)) {
                    light(left + x, top + y);
                }
            }
        }
    }

    private void light(int x, int y) {
        if (x < width && y >= 0 && y < height) {
            bits[y * rowBytes() + x / 8] |= (byte) (0x80 >> x % 8);
        }
    }

    /** Width of one page in the picture. */
    static int pageWidth(SloganLayout layout, Sign sign) {
        boolean scrolls = layout.mode() == Mode.SCROLL_LEFT;
        return scrolls ? widthOf(layout.pages().get(0).text(), layout.glyphPx()) : sign.widthPx();
    }

    /** Dots left of a line on its page. */
    static int indent(String line, int pageWidth, int cell) {
        return Math.max(0, (pageWidth - widthOf(line, cell)) / 2);
    }

    /** Dots above the first of so many lines. */
    static int top(int lines, int height, int cell) {
        return (height - lines * cell) / 2;
    }

    private static int widthOf(String line, int cell) {
        return SloganLayout.halfWidths(line) * cell / 2;
    }

    @Override
    public String toString() {
        return IntStream.range(0, height)
                .mapToObj(y -> IntStream.range(0, width)
                        .mapToObj(x -> lit(x, y) ? "#" : ".")
                        .reduce("", String::concat))
                .reduce("", (above, row) -> above + row + "\n");
    }
}
