package io.lunbo.screen;

import io.lunbo.slogan.SignCharset;
import java.math.BigDecimal;
import java.util.Arrays;
import org.jboss.resteasy.reactive.RestForm;

/**
 * A screen as a person types it: text throughout, so that nothing typed is lost where it cannot be understood.
 *
 * @param version the version that the person saw; empty for a new screen
 */
public record ScreenForm(
        @RestForm String code,
        @RestForm String name,
        @RestForm String kind,
        @RestForm String widthPx,
        @RestForm String heightPx,
        @RestForm String color,
        @RestForm String timeZone,
        @RestForm String hours,
        @RestForm String unit,
        @RestForm String assumed,
        @RestForm String active,
        @RestForm String version,
        @RestForm String fit,
        @RestForm String charset,
        @RestForm String rows,
        @RestForm String charactersPerSecond,
        @RestForm String holdSeconds,
        @RestForm String pitchMm) {
    static ScreenForm blank() {
        return new ScreenForm(
                "",
                "",
                "LED_WALL",
                "1920",
                "1080",
                "FULL",
                "Asia/Shanghai",
                "08:00-22:00",
                "",
                "",
                "on",
                "",
                "FIT",
                "GB2312",
                "1",
                "1.25",
                "15",
                "10");
    }

    static ScreenForm of(Screen screen) {
        return new ScreenForm(
                screen.code(),
                screen.name(),
                screen.kind().name(),
                Integer.toString(screen.widthPx()),
                Integer.toString(screen.heightPx()),
                screen.color().name(),
                screen.timeZone().getId(),
                screen.hours(),
                screen.unit().code(),
                screen.assumed(),
                screen.active() ? "on" : null,
                Integer.toString(screen.version()),
                screen.fit().name(),
                screen.sign().charset().name(),
                screen.sign().rows().toString(),
                decimal(screen.sign().charactersPerSecond()),
                decimal(screen.sign().shortestHoldMs() / 1000.0),
                decimal(screen.sign().pitchMm()));
    }

    ScreenForm over(int currentVersion) {
        return new ScreenForm(
                code,
                name,
                kind,
                widthPx,
                heightPx,
                color,
                timeZone,
                hours,
                unit,
                assumed,
                active,
                Integer.toString(currentVersion),
                fit,
                charset,
                rows,
                charactersPerSecond,
                holdSeconds,
                pitchMm);
    }

    ScreenFacts facts(String knownCode) {
        return new ScreenFacts(
                knownCode,
                name,
                constant(ScreenKind.values(), kind),
                number(widthPx),
                number(heightPx),
                constant(ScreenColor.values(), color),
                timeZone == null ? null : timeZone.strip(),
                hours,
                unit,
                assumed == null || assumed.isBlank() ? null : assumed.strip(),
                active != null,
                fit == null ? ScreenFit.FIT : constant(ScreenFit.values(), fit),
                sign());
    }

    /** What is said of texts; what the page did not ask for is as usual. */
    SignSettings sign() {
        SignSettings usual = SignSettings.USUAL;
        Double hold = holdSeconds == null ? null : fraction(holdSeconds);
        return new SignSettings(
                charset == null ? usual.charset() : constant(SignCharset.values(), charset),
                rows == null ? usual.rows() : number(rows),
                charactersPerSecond == null ? usual.charactersPerSecond() : fraction(charactersPerSecond),
                holdSeconds == null ? usual.shortestHoldMs() : hold == null ? null : (Long) Math.round(hold * 1000),
                pitchMm == null ? usual.pitchMm() : fraction(pitchMm));
    }

    int seenVersion() {
        Integer seen = number(version);
        return seen == null ? -1 : seen;
    }

    private static Integer number(String text) {
        return text != null && text.strip().matches("\\d{1,6}") ? Integer.valueOf(text.strip()) : null;
    }

    private static Double fraction(String text) {
        return text.strip().matches("\\d{1,6}([.．]\\d{1,4})?")
                ? Double.valueOf(text.strip().replace('．', '.'))
                : null;
    }

    private static String decimal(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private static <E extends Enum<E>> E constant(E[] values, String name) {
        return Arrays.stream(values)
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
