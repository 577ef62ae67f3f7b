package io.lunbo.slogandesk;

import io.lunbo.screen.Screen;
import io.lunbo.screen.SignLimits;
import io.lunbo.screen.SignLimits.Unshown;
import io.lunbo.slogan.DotPicture;
import io.lunbo.slogan.DriverView;
import io.lunbo.slogan.DriverView.Mark;
import io.lunbo.slogan.ReadingDistance;
import io.lunbo.slogan.SloganLayout;
import io.lunbo.slogan.SloganLayout.Mode;
import io.lunbo.slogan.SloganLayout.Page;
import io.lunbo.slogan.SloganLayout.Sign;
import io.lunbo.slogan.SloganText;
import io.lunbo.web.Language;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Base64;
import java.util.List;

/**
 * A text on a sign: its pages, its dots, its time, and what somebody who drives by reads of it. All is reckoned here as it
 * is for sheets; whoever shows it only plays it.
 *
 * @param screen the sign's code; null for a sign of the usual size
 * @param pxPerSecond 0 where the text stands
 * @param widthPx the sign's
 * @param bitmap null where the sign's font lacks a character: nothing else is drawn in its place
 * @param sentences what is to be said of it, in the reader's language
 */
public record SloganPreview(
        String screen,
        int widthPx,
        int heightPx,
        String color,
        Mode mode,
        int glyphPx,
        int pxPerSecond,
        long durationMs,
        List<Page> pages,
        Bitmap bitmap,
        List<Unshown> undisplayable,
        Reading reading,
        List<String> sentences) {

    /**
     * The dots, pages side by side.
     *
     * @param bits Base64 of rows of eight dots a byte, the leftmost in the highest bit; each row begins a byte
     */
    public record Bitmap(int widthPx, int heightPx, String bits) {}

    /**
     * What somebody reads who drives towards the sign.
     *
     * @param metres from how far
     * @param readMs for how long
     * @param readable full-width characters of a page, or of the moving text
     * @param whole whether that is all
     * @param marks where they are in the dots
     */
    public record Reading(int kmPerHour, long metres, long readMs, int readable, boolean whole, List<Mark> marks) {}

    static SloganPreview of(SloganText slogan, Screen screen, Language language) {
        Sign sign = screen.textSurface();
        SloganLayout layout = SloganLayout.of(slogan, sign, screen.color().textColor());
        List<Unshown> unshown = SignLimits.unshown(screen, slogan.value()).stream()
                .map(one -> Unshown.of(one, slogan))
                .toList();
        DriverView view = DriverView.of(layout, sign, screen.sign().pitchMm());
        Bitmap bitmap = unshown.isEmpty()
                ? DotPicture.of(layout, sign)
                        .map(picture -> new Bitmap(
                                picture.width(),
                                picture.height(),
                                Base64.getEncoder().encodeToString(picture.bits())))
                        .orElse(null)
                : null;
        return new SloganPreview(
                screen.code(),
                sign.widthPx(),
                sign.heightPx(),
                layout.color(),
                layout.mode(),
                layout.glyphPx(),
                layout.pxPerSecond(),
                layout.durationMs(),
                layout.pages(),
                bitmap,
                unshown,
                new Reading(
                        ReadingDistance.KM_PER_HOUR,
                        view.distance().metres(),
                        view.distance().milliseconds(),
                        view.readable(),
                        view.whole(),
                        view.marks()),
                List.of(size(screen, language), how(layout, language), read(view, layout, language)));
    }

    private static String size(Screen screen, Language language) {
        double pitch = screen.sign().pitchMm();
        return language.text(
                "slogandesk_size",
                screen.widthPx() + " × " + screen.heightPx(),
                decimal(screen.widthPx() * pitch / 1000),
                decimal(screen.heightPx() * pitch / 1000),
                decimal(pitch));
    }

    private static String how(SloganLayout layout, Language language) {
        String seconds = decimal(layout.durationMs() / 1000.0);
        if (layout.mode() == Mode.SCROLL_LEFT) {
            double speed = (double) layout.pxPerSecond() / layout.glyphPx();
            return language.text("slogandesk_scrolls", layout.pxPerSecond(), decimal(speed), seconds);
        }
        return layout.pages().size() == 1
                ? language.text("slogandesk_stands", seconds)
                : language.text("slogandesk_stands_pages", layout.pages().size(), seconds);
    }

    private static String read(DriverView view, SloganLayout layout, Language language) {
        String mode =
                layout.mode() == Mode.SCROLL_LEFT ? "moving" : layout.pages().size() > 1 ? "pages" : "standing";
        return language.text(
                "slogandesk_driver_" + mode + (view.whole() ? "_whole" : ""),
                ReadingDistance.KM_PER_HOUR,
                view.distance().metres(),
                decimal(view.distance().milliseconds() / 1000.0),
                view.readable(),
                view.longest());
    }

    private static String decimal(double number) {
        return BigDecimal.valueOf(number)
                .setScale(2, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
