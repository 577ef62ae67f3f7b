package io.lunbo.slogan;

import io.lunbo.slogan.SloganLayout.Mode;
import io.lunbo.slogan.SloganLayout.Page;
import io.lunbo.slogan.SloganLayout.Sign;
import java.util.ArrayList;
import java.util.List;

/**
 * What of a slogan on a sign is read by somebody who drives towards it.
 *
 * @param readable full-width characters that can be read in passing, of one page or of the moving text
 * @param longest full-width characters of the longest page, or of the moving text
 * @param marks where those characters are in the sign's picture
 */
public record DriverView(ReadingDistance distance, int readable, int longest, List<Mark> marks) {
    /** Dots from the left and the top of the picture that {@link DotPicture} draws. */
    public record Mark(int page, int x, int y, int width, int height) {}

    public DriverView {
        marks = List.copyOf(marks);
    }

    /** The view of a text that was laid out for that sign. */
    public static DriverView of(SloganLayout layout, Sign sign, double pitchMm) {
        ReadingDistance distance = ReadingDistance.of(layout.glyphPx(), pitchMm);
        boolean moves = layout.mode() == Mode.SCROLL_LEFT;
        int readable = moves ? distance.moving(layout.pxPerSecond(), layout.glyphPx()) : distance.standing();
        int longest = layout.pages().stream()
                .mapToInt(page -> (SloganLayout.halfWidths(page.text().replace("\n", "")) + 1) / 2)
                .max()
                .orElseThrow();
        List<Mark> marks = new ArrayList<>();
        for (int page = 0; page < layout.pages().size(); page++) {
            marks.addAll(marks(layout, sign, page, readable));
        }
        return new DriverView(distance, readable, longest, marks);
    }

    /** Whether it is read to its end. */
    public boolean whole() {
        return readable >= longest;
    }

    private static List<Mark> marks(SloganLayout layout, Sign sign, int at, int readable) {
        Page page = layout.pages().get(at);
        int cell = layout.glyphPx();
        int pageWidth = DotPicture.pageWidth(layout, sign);
        String[] lines = page.text().split("\n");
        int halves = 2 * readable;
        List<Mark> marks = new ArrayList<>();
        for (int line = 0; line < lines.length && halves > 0; line++) {
            int taken = Math.min(halves, SloganLayout.halfWidths(lines[line]));
            marks.add(new Mark(
                    at,
                    at * pageWidth + DotPicture.indent(lines[line], pageWidth, cell),
                    DotPicture.top(lines.length, sign.heightPx(), cell) + line * cell,
                    taken * cell / 2,
                    cell));
            halves -= taken;
        }
        return marks;
    }
}
