package io.lunbo.slogan;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** The characters of GBK in 16 rows of dots: ASCII 8 dots wide, all others 16, as the fonts of sign controllers have them. */
public final class DotFont {
    /** Rows of a character. */
    public static final int ROWS = 16;

    private static final String RESOURCE = "/fonts/unifont-gbk.bin.gz";
    private static final int NARROW = 8;
    private static final int DASH = 0x2014;
    private static final String OPENING = "“‘";
    private static final String CLOSING = "”’";

    private static final DotFont GBK = load();

    private final Map<Integer, Glyph> glyphs;

    private DotFont(Map<Integer, Glyph> glyphs) {
        this.glyphs = Map.copyOf(glyphs);
    }

    /** One character; the highest of a row's {@code width} low bits is its leftmost dot. */
    record Glyph(int width, int[] rows) {
        boolean lit(int x, int y) {
            return (rows[y] >>> (width - 1 - x) & 1) == 1;
        }
    }

    /** The font that comes with Lunbo. */
    public static DotFont gbk() {
        return GBK;
    }

    /** Whether it has the character. */
    public boolean has(int codePoint) {
        return glyphs.containsKey(codePoint);
    }

    Optional<Glyph> glyph(int codePoint) {
        return Optional.ofNullable(glyphs.get(codePoint));
    }

    private static DotFont load() {
        Map<Integer, Glyph> glyphs = new HashMap<>();
        try (InputStream packed = DotFont.class.getResourceAsStream(RESOURCE);
                DataInputStream in = new DataInputStream(new GZIPInputStream(packed))) {
            for (int high = in.read(); high >= 0; high = in.read()) {
                int codePoint = high << 8 | in.readUnsignedByte();
                int width = in.readUnsignedByte();
                int[] rows = new int[ROWS];
                for (int y = 0; y < ROWS; y++) {
                    rows[y] = width == NARROW ? in.readUnsignedByte() : in.readUnsignedShort();
                }
                glyphs.put(codePoint, inCell(codePoint, new Glyph(width, rows)));
            }
            return new DotFont(glyphs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Widens what Unifont draws narrow and signs draw wide: in the middle, quotation marks beside what they quote. */
    private static Glyph inCell(int codePoint, Glyph drawn) {
        if (codePoint < 0x7f || drawn.width() != NARROW) {
            return drawn;
        }
        int shift = OPENING.indexOf(codePoint) >= 0 ? 0 : CLOSING.indexOf(codePoint) >= 0 ? NARROW : NARROW / 2;
        int[] rows = new int[ROWS];
        for (int y = 0; y < ROWS; y++) {
            // two dashes are one long one: no gap between their cells
            rows[y] = codePoint == DASH && drawn.rows()[y] != 0 ? 0xffff : drawn.rows()[y] << shift;
        }
        return new Glyph(2 * NARROW, rows);
    }
}
