package io.lunbo.desk;

import io.lunbo.screen.Screen;
import io.lunbo.terms.Target;
import io.lunbo.web.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Screens that can be meant without being named, as a person chooses among them.
 *
 * @param target what is chosen
 * @param key the message key of its name; null where it has a name of its own
 * @param name its own name; null where there is a message
 */
public record TargetChoice(Target target, String key, String name) {
    /** The message key of what is said of the screens. */
    public String typeKey() {
        return "campaign_target_" + target.type().name().toLowerCase(Locale.ROOT);
    }

    /** The whole in words. */
    String in(Language language) {
        return language.text(typeKey()) + " · " + (key == null ? name : language.text(key));
    }

    /** All that can be said of these screens, each once. */
    public static List<TargetChoice> among(List<Screen> screens) {
        List<TargetChoice> found = new ArrayList<>();
        add(found, screens, screen -> Stream.of(worded(Target.Type.KIND, "screen_kind_", screen.kind())));
        add(found, screens, screen -> Stream.of(worded(Target.Type.SHAPE, "screen_shape_", screen.shape())));
        add(
                found,
                screens,
                screen -> Stream.of(named(
                        Target.Type.UNIT, screen.unit().code(), screen.unit().name())));
        add(
                found,
                screens,
                screen -> screen.groups().stream().map(group -> named(Target.Type.GROUP, group.code(), group.name())));
        add(
                found,
                screens,
                screen -> Stream.ofNullable(screen.site())
                        .map(site -> named(Target.Type.SITE, site.code(), site.name())));
        add(
                found,
                screens,
                screen -> Stream.ofNullable(screen.ruleProfile())
                        .map(profile -> named(Target.Type.PROFILE, profile, profile)));
        return found;
    }

    private static void add(
            List<TargetChoice> found, List<Screen> screens, Function<Screen, Stream<TargetChoice>> said) {
        screens.stream().flatMap(said).distinct().forEach(found::add);
    }

    private static TargetChoice worded(Target.Type type, String prefix, Enum<?> value) {
        return new TargetChoice(
                new Target(type, value.name()), prefix + value.name().toLowerCase(Locale.ROOT), null);
    }

    private static TargetChoice named(Target.Type type, String code, String name) {
        return new TargetChoice(new Target(type, code), null, name);
    }
}
