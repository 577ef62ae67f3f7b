package io.lunbo.emergency;

import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.site.ScreenGroupRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which screens are meant: all of them, or those that are named and those of the named groups.
 *
 * @param all every screen in use, where none is named: whoever names some means those
 * @param groups codes of groups
 * @param screens codes of screens
 */
record Target(boolean all, Set<String> groups, Set<String> screens) {
    /** Whether a screen of that code is named. */
    public boolean hasScreen(String code) {
        return screens.contains(code);
    }

    /** Whether a group of that code is named. */
    public boolean hasGroup(String code) {
        return groups.contains(code);
    }

    private boolean everything() {
        return all && groups.isEmpty() && screens.isEmpty();
    }

    /** Finds the screens. */
    @ApplicationScoped
    static class Choice {
        private final ScreenRepository screens;
        private final ScreenGroupRepository groups;

        Choice(ScreenRepository screens, ScreenGroupRepository groups) {
            this.screens = screens;
            this.groups = groups;
        }

        /** At least one screen in use. 422: no such screen or group, or none of them is in use. */
        List<Screen> of(Target target) {
            for (String group : target.groups()) {
                groups.byCode(group)
                        .orElseThrow(() ->
                                Problem.of(ProblemType.GROUP_UNKNOWN, group).with("group", group));
            }
            List<Screen> known = screens.listAll(Sort.by("name"));
            Set<String> codes = known.stream().map(Screen::code).collect(Collectors.toSet());
            for (String screen : target.screens()) {
                if (!codes.contains(screen)) {
                    throw Problem.of(ProblemType.SCREEN_UNKNOWN, screen).with("screen", screen);
                }
            }
            List<Screen> meant = known.stream()
                    .filter(Screen::active)
                    .filter(screen -> target.everything()
                            || target.screens().contains(screen.code())
                            || target.groups().stream().anyMatch(screen::isIn))
                    .toList();
            if (meant.isEmpty()) {
                throw Problem.of(ProblemType.TAKEOVER_NO_SCREENS);
            }
            return meant;
        }
    }
}
