package io.lunbo.rulecheck;

import io.lunbo.campaign.PlayLength;
import io.lunbo.campaign.Spot;
import io.lunbo.campaign.SpotRepository;
import io.lunbo.daypart.LocalDayTimeline;
import io.lunbo.daypart.LocalDayTimeline.Stretch;
import io.lunbo.dayplan.SheetContent;
import io.lunbo.dayplan.SheetContent.PlannedPlay;
import io.lunbo.media.Media;
import io.lunbo.media.MediaKind;
import io.lunbo.media.MediaRepository;
import io.lunbo.rules.Finding;
import io.lunbo.rules.JudgedDay;
import io.lunbo.rules.JudgedDay.Item;
import io.lunbo.rules.JudgedDay.Shown;
import io.lunbo.rules.Judgement;
import io.lunbo.rules.Rule;
import io.lunbo.rules.RuleKind;
import io.lunbo.ruling.RuleProfileRepository;
import io.lunbo.screen.Screen;
import io.lunbo.slogan.SloganLayout;
import io.lunbo.terms.CampaignClass;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The only translator between what is planned and the words of the judgement. */
@ApplicationScoped
public class RuledDays {
    private final RuleProfileRepository profiles;
    private final SpotRepository spots;
    private final MediaRepository media;
    private final LoudTimes loudTimes;

    RuledDays(RuleProfileRepository profiles, SpotRepository spots, MediaRepository media, LoudTimes loudTimes) {
        this.profiles = profiles;
        this.spots = spots;
        this.media = media;
        this.loudTimes = loudTimes;
    }

    /** Which rules of the screen a day's plays do not keep, let be or not. */
    @Transactional
    public List<Finding> findings(Screen screen, SheetContent content) {
        return findings(screen, content, profiles.of(screen).rules(), 0);
    }

    /** The same of some rules; what began before {@code fromMs} of the day is over. */
    List<Finding> findings(Screen screen, SheetContent content, List<Rule> rules, long fromMs) {
        if (rules.isEmpty()) {
            return List.of();
        }
        LocalDayTimeline day = new LocalDayTimeline(content.date(), content.timeZone());
        List<Shown> shown = content.plays().stream()
                .map(play -> new Shown(
                        play.spot(),
                        play.startMs(),
                        Math.min(day.lengthMs(), (long) play.startMs() + play.durationMs())))
                .toList();
        return Judgement.of(
                rules, new JudgedDay(day, items(screen, content), shown, loudTimes.of(screen, day), fromMs));
    }

    /** Which of some rules are not kept by one booking alone, shown in all of those stretches of a day; shares are not its own. */
    static List<Finding> own(
            List<Rule> rules, LocalDayTimeline day, Item item, List<Stretch> possible, List<Stretch> loud) {
        List<Shown> shown = possible.stream()
                .map(stretch -> new Shown(0, stretch.fromMs(), Math.min(day.lengthMs(), stretch.untilMs())))
                .toList();
        List<Rule> alone = rules.stream()
                .filter(rule -> rule.kind() != RuleKind.PUBLIC_SHARE)
                .toList();
        return Judgement.of(alone, new JudgedDay(day, List.of(item), shown, loud, 0));
    }

    private List<Item> items(Screen screen, SheetContent content) {
        Map<UUID, Spot> booked =
                spots.withIds(content.spots()).stream().collect(Collectors.toMap(Spot::id, Function.identity()));
        Map<String, Media> originals = booked.size() == content.spots().size()
                ? Map.of()
                : media.allOf(content.media()).stream().collect(Collectors.toMap(Media::sha256, Function.identity()));
        Map<Integer, PlannedPlay> firstPlays = new HashMap<>();
        content.plays().forEach(play -> firstPlays.putIfAbsent(play.spot(), play));
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < content.spots().size(); i++) {
            Spot spot = booked.get(content.spots().get(i));
            PlannedPlay play = firstPlays.get(i);
            if (spot != null) {
                items.add(item(spot, screen, play == null ? 0 : play.durationMs()));
            } else {
                String hash = play == null ? "" : content.media().get(play.media());
                items.add(unbooked(content.spots().get(i), originals.get(hash), hash));
            }
        }
        return items;
    }

    /** A booking that is gone while its plays are still planned. */
    private static Item unbooked(UUID spot, Media shown, String hash) {
        boolean film = shown != null && shown.kind() == MediaKind.VIDEO;
        String title = shown == null ? hash.substring(0, Math.min(12, hash.length())) : shown.title();
        return new Item(spot, null, title, film, film && shown.audioCodec() != null, null, false);
    }

    /** A booking as a screen shows it. */
    static Item item(Spot spot, Screen screen, long durationMs) {
        Media media = spot.mediaOn(screen);
        boolean moving = media.kind() == MediaKind.VIDEO;
        Long stillMs = media.kind() == MediaKind.IMAGE ? Long.valueOf(durationMs) : null;
        if (media.kind() == MediaKind.SLOGAN) {
            SloganLayout layout = PlayLength.layout(media, screen);
            moving = layout.mode() == SloganLayout.Mode.SCROLL_LEFT;
            stillMs = moving
                    ? null
                    : Long.valueOf(layout.pages().stream()
                            .mapToLong(SloganLayout.Page::holdMs)
                            .min()
                            .orElse(durationMs));
        }
        return new Item(
                spot.id(),
                spot.campaign().id(),
                media.title(),
                moving,
                media.kind() == MediaKind.VIDEO && media.audioCodec() != null,
                stillMs,
                spot.campaign().terms().campaignClass() == CampaignClass.PUBLIC_BENEFIT);
    }
}
