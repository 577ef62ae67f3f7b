package io.lunbo.feed;

import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignRepository;
import io.lunbo.campaign.Spot;
import io.lunbo.campaign.SpotRepository;
import io.lunbo.daypart.LocalDayTimeline;
import io.lunbo.daypart.LocalDayTimeline.Stretch;
import io.lunbo.dayplan.SheetContent;
import io.lunbo.dayplan.SheetContent.PlannedPlay;
import io.lunbo.schedule.Sheet;
import io.lunbo.schedule.SheetRepository;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Texts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What calendars say: an event for each opening and each fixed play, in words, not one for each of thousands of plays. */
@ApplicationScoped
class CalendarReading {
    private static final int DAYS_BACK = 7;
    private static final int DAYS_AHEAD = 60;
    private static final int MINUTE = 60_000;

    private final SheetRepository sheets;
    private final ScreenRepository screens;
    private final CampaignRepository campaigns;
    private final SpotRepository spots;
    private final Texts texts;
    private final Clock clock;

    CalendarReading(
            SheetRepository sheets,
            ScreenRepository screens,
            CampaignRepository campaigns,
            SpotRepository spots,
            Texts texts,
            Clock clock) {
        this.sheets = sheets;
        this.screens = screens;
        this.campaigns = campaigns;
        this.spots = spots;
        this.texts = texts;
        this.clock = clock;
    }

    /** The calendar of an address. */
    @Transactional
    String calendar(FeedAddress address) {
        if (address.kind() == FeedAddress.Kind.SCREEN) {
            Screen screen = screens.findById(address.subjectId());
            CalendarText text = new CalendarText(screen.name());
            write(screen, spot -> true, text);
            return text.done();
        }
        Campaign campaign = campaigns.findById(address.subjectId());
        CalendarText text = new CalendarText(campaign.name());
        text.days(
                "campaign-" + campaign.id() + "@lunbo",
                campaign.version(),
                clock.instant(),
                campaign.from(),
                campaign.until(),
                said("feed_flight", campaign.name()),
                campaign.screens().stream().map(Screen::name).collect(Collectors.joining("\n")));
        for (Screen screen : campaign.screens()) {
            write(screen, spot -> spot.campaign().id().equals(campaign.id()), text);
        }
        return text.done();
    }

    private void write(Screen screen, Predicate<Spot> wanted, CalendarText text) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), screen.timeZone());
        Map<UUID, Spot> known = new HashMap<>();
        for (Sheet sheet : sheets.published(screen.id(), today.minusDays(DAYS_BACK), today.plusDays(DAYS_AHEAD))) {
            SheetContent content = SheetContent.read(sheet.gzipBody());
            content.spots().forEach(id -> known.computeIfAbsent(id, spots::findById));
            List<PlannedPlay> plays = content.plays().stream()
                    .filter(play -> {
                        Spot spot = known.get(content.spots().get(play.spot()));
                        return spot != null && wanted.test(spot);
                    })
                    .toList();
            openings(screen, sheet, content, plays, known, text);
            fixed(screen, sheet, content, plays, known, text);
        }
    }

    private void openings(
            Screen screen,
            Sheet sheet,
            SheetContent content,
            List<PlannedPlay> plays,
            Map<UUID, Spot> known,
            CalendarText text) {
        LocalDayTimeline day = new LocalDayTimeline(content.date(), content.timeZone());
        for (Stretch open : day.stretches(screen.openingHours())) {
            Map<UUID, long[]> sums = new LinkedHashMap<>();
            for (PlannedPlay play : plays) {
                if (play.startMs() >= open.fromMs() && play.startMs() < open.untilMs()) {
                    long[] sum = sums.computeIfAbsent(content.spots().get(play.spot()), id -> new long[2]);
                    sum[0]++;
                    sum[1] += play.durationMs();
                }
            }
            if (sums.isEmpty()) {
                continue;
            }
            String words = sums.entrySet().stream()
                    .map(sum -> said(
                            "feed_item",
                            known.get(sum.getKey()).media().title(),
                            sum.getValue()[0],
                            Math.round((double) sum.getValue()[1] / MINUTE)))
                    .collect(Collectors.joining("\n"));
            long count = sums.values().stream().mapToLong(sum -> sum[0]).sum();
            text.event(
                    screen.code() + "-" + content.date() + "-" + open.fromMs() + "@lunbo",
                    sheet.version(),
                    sheet.publishedAt(),
                    day.toInstant(open.fromMs()),
                    day.toInstant(open.untilMs()),
                    said("feed_opening", screen.name(), sums.size(), count),
                    words);
        }
    }

    private void fixed(
            Screen screen,
            Sheet sheet,
            SheetContent content,
            List<PlannedPlay> plays,
            Map<UUID, Spot> known,
            CalendarText text) {
        for (PlannedPlay play : plays) {
            Spot spot = known.get(content.spots().get(play.spot()));
            Instant start = content.startOf(play);
            if (spot.fixedTimes().contains(start)) {
                text.event(
                        screen.code() + "-" + spot.id() + "-" + start.getEpochSecond() + "@lunbo",
                        sheet.version(),
                        sheet.publishedAt(),
                        start,
                        start.plusMillis(play.durationMs()),
                        said("feed_fixed", spot.mediaOn(screen).title(), screen.name()),
                        "");
            }
        }
    }

    // Whoever reads a calendar has no session that could say which language.
    private String said(String key, Object... arguments) {
        return texts.of(Texts.LANGUAGES.get(0), key, arguments);
    }
}
