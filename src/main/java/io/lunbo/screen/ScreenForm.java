package io.lunbo.screen;

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
        @RestForm String fit) {
    static ScreenForm blank() {
        return new ScreenForm(
                "", "", "LED_WALL", "1920", "1080", "FULL", "Asia/Shanghai", "08:00-22:00", "", "", "on", "", "FIT");
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
                screen.fit().name());
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
                fit);
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
                fit == null ? ScreenFit.FIT : constant(ScreenFit.values(), fit));
    }

    int seenVersion() {
        Integer seen = number(version);
        return seen == null ? -1 : seen;
    }

    private static Integer number(String text) {
        return text != null && text.strip().matches("\\d{1,6}") ? Integer.valueOf(text.strip()) : null;
    }

    private static <E extends Enum<E>> E constant(E[] values, String name) {
        return Arrays.stream(values)
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
