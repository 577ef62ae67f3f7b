package io.lunbo.rulecheck;

import io.lunbo.calendar.PublicDayRepository;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.PlayLength;
import io.lunbo.campaign.Spot;
import io.lunbo.campaign.Targeting;
import io.lunbo.daypart.LocalDayTimeline;
import io.lunbo.flight.PublicDays;
import io.lunbo.rules.Rule;
import io.lunbo.ruling.RuleProfile;
import io.lunbo.ruling.RuleProfileRepository;
import io.lunbo.ruling.RuleWords;
import io.lunbo.screen.Screen;
import io.lunbo.web.Texts.Phrase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What a booking could break by itself of rules that only warn: quickly told, without planning a day. */
@ApplicationScoped
public class SpotWarnings {
    private static final int MOST_SCREENS = 24;

    private final RuleProfileRepository profiles;
    private final Targeting targeting;
    private final PlayLength playLength;
    private final PublicDayRepository publicDays;
    private final LoudTimes loudTimes;

    SpotWarnings(
            RuleProfileRepository profiles,
            Targeting targeting,
            PlayLength playLength,
            PublicDayRepository publicDays,
            LoudTimes loudTimes) {
        this.profiles = profiles;
        this.targeting = targeting;
        this.playLength = playLength;
        this.publicDays = publicDays;
        this.loudTimes = loudTimes;
    }

    /** One sentence for each rule, of its first day on each screen, at most 24 screens. */
    public List<Phrase> of(Spot spot) {
        Campaign campaign = spot.campaign();
        Function<Screen, RuleProfile> profileOf = profiles.ofAll();
        PublicDays said = publicDays.between(campaign.from(), campaign.until());
        LocalDate first = campaign.from()
                .datesUntil(campaign.until().plusDays(1))
                .filter(date -> spot.runsOn(date, said))
                .findFirst()
                .orElse(null);
        List<Rule> told = new ArrayList<>();
        List<Phrase> sentences = new ArrayList<>();
        List<Screen> screens = first == null ? List.of() : targeting.screensOf(spot);
        for (Screen screen : screens.subList(0, Math.min(MOST_SCREENS, screens.size()))) {
            LocalDayTimeline day = new LocalDayTimeline(first, screen.timeZone());
            long durationMs = playLength.of(spot, screen);
            List<Rule> rules = profileOf.apply(screen).rules().stream()
                    .filter(rule -> !rule.refused() && !told.contains(rule))
                    .toList();
            RuledDays.own(
                            rules,
                            day,
                            RuledDays.item(spot, screen, durationMs),
                            BookingRules.possible(spot, day, screen, durationMs),
                            loudTimes.of(screen, day))
                    .forEach(finding -> {
                        told.add(finding.rule());
                        sentences.add(RuleWords.possible(finding, screen.timeZone()));
                    });
        }
        return sentences;
    }
}
