package io.lunbo.lint;

/** A text as its code points, with what the rules ask about them. */
final class Characters {
    private static final int FULL_WIDTH_SHIFT = 0xFEE0;

    private final int[] points;
    private final int[] folded;

    Characters(String text) {
        this.points = text.codePoints().toArray();
        this.folded = text.codePoints().map(Characters::fold).toArray();
    }

    /** Letters of any case and width as one. */
    static int fold(int point) {
        return Character.toLowerCase(isFullWidthAscii(point) ? point - FULL_WIDTH_SHIFT : point);
    }

    static boolean isFullWidthAscii(int point) {
        return point >= 0xFF01 && point <= 0xFF5E;
    }

    static boolean isHan(int point) {
        return Character.UnicodeScript.of(point) == Character.UnicodeScript.HAN;
    }

    int length() {
        return points.length;
    }

    int at(int index) {
        return index < 0 || index >= points.length ? -1 : points[index];
    }

    int folded(int index) {
        return folded[index];
    }

    boolean hanAt(int index) {
        return index >= 0 && index < points.length && isHan(points[index]);
    }

    boolean digitAt(int index) {
        return index >= 0 && index < points.length && Character.isDigit(points[index]);
    }

    String text(int from, int until) {
        return new String(points, from, until - from);
    }
}
