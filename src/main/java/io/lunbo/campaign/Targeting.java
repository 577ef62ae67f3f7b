package io.lunbo.campaign;

import io.lunbo.media.Media;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which screens a campaign or a spot is for now: those it names, and those in use that its targets mean. */
@ApplicationScoped
public class Targeting {
    private final ScreenRepository screens;

    Targeting(ScreenRepository screens) {
        this.screens = screens;
    }

    /** The campaign's screens, by code. */
    public List<Screen> screensOf(Campaign campaign) {
        List<Screen> all = new ArrayList<>(campaign.screens());
        if (!campaign.terms().targets().isEmpty()) {
            screens.inUse().stream()
                    .filter(campaign::isFor)
                    .filter(screen -> all.stream().noneMatch(one -> one.id().equals(screen.id())))
                    .forEach(all::add);
        }
        return all.stream().sorted(Comparator.comparing(Screen::code)).toList();
    }

    /** The screens that a spot is really booked on, by code. */
    public List<Screen> screensOf(Spot spot) {
        return screensOf(spot.campaign()).stream().filter(spot::isFor).toList();
    }

    /** What the screens of bookings show, and which ones show it. */
    Map<Media, Set<Screen>> shownBy(List<Spot> booked) {
        Map<Media, Set<Screen>> shown = new LinkedHashMap<>();
        for (Spot spot : booked) {
            for (Screen screen : screensOf(spot)) {
                shown.computeIfAbsent(spot.mediaOn(screen), media -> new LinkedHashSet<>())
                        .add(screen);
            }
        }
        return shown;
    }
}
