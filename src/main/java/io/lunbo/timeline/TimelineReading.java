package io.lunbo.timeline;

import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.PlayLength;
import io.lunbo.campaign.Spot;
import io.lunbo.campaign.SpotRepository;
import io.lunbo.daypart.LocalDayTimeline;
import io.lunbo.dayplan.SheetContent;
import io.lunbo.manifest.Standby;
import io.lunbo.media.Media;
import io.lunbo.media.MediaKind;
import io.lunbo.rendition.Deliveries;
import io.lunbo.rendition.Deliveries.Delivered;
import io.lunbo.rendition.SloganBitmaps;
import io.lunbo.schedule.Sheet;
import io.lunbo.schedule.SheetRepository;
import io.lunbo.screen.Screen;
import io.lunbo.slogan.SloganLayout;
import io.lunbo.timeline.TimelineDay.Band;
import io.lunbo.timeline.TimelineDay.Frame;
import io.lunbo.timeline.TimelineDay.Place;
import io.lunbo.timeline.TimelineDay.Run;
import io.lunbo.timeline.TimelineDay.Shown;
import io.lunbo.timeline.TimelineDay.Text;
import io.lunbo.timeline.TimelineDay.Version;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads a screen's day for those who want to look at it. */
@ApplicationScoped
class TimelineReading {
    private final SheetRepository sheets;
    private final SpotRepository spots;
    private final Deliveries deliveries;
    private final SloganBitmaps bitmaps;
    private final Standby standby;
    private final DayBands dayBands;

    TimelineReading(
            SheetRepository sheets,
            SpotRepository spots,
            Deliveries deliveries,
            SloganBitmaps bitmaps,
            Standby standby,
            DayBands dayBands) {
        this.sheets = sheets;
        this.spots = spots;
        this.deliveries = deliveries;
        this.bitmaps = bitmaps;
        this.standby = standby;
        this.dayBands = dayBands;
    }

    /** The version that the screen plays; with {@code drafts} the newest one, published or not. */
    Optional<Sheet> version(Screen screen, LocalDate date, boolean drafts) {
        return drafts ? sheets.newest(screen.id(), date) : sheets.published(screen.id(), date);
    }

    @Transactional
    TimelineDay day(Screen screen, LocalDate date, boolean drafts) {
        LocalDayTimeline day = new LocalDayTimeline(date, screen.timeZone());
        List<long[]> open = day.stretches(screen.openingHours()).stream()
                .map(stretch -> new long[] {stretch.fromMs(), stretch.untilMs()})
                .toList();
        Sheet sheet = version(screen, date, drafts).orElse(null);
        Map<String, Run> runs = new LinkedHashMap<>();
        if (sheet == null) {
            List<Band> bands = dayBands.on(day, screen, campaign -> index(campaign, runs));
            return day(screen, day, null, open, runs, List.of(), List.of(), List.of(), bands);
        }
        SheetContent content = SheetContent.read(sheet.gzipBody());
        Map<UUID, Spot> booked =
                spots.withIds(content.spots()).stream().collect(Collectors.toMap(Spot::id, Function.identity()));
        Map<String, Delivered> behind = deliveries.behind(content.media());
        List<Shown> shown = new ArrayList<>();
        for (UUID id : content.spots()) {
            Spot spot = booked.get(id);
            shown.add(shown(id, spot, screen, spot == null ? -1 : index(spot.campaign(), runs), day));
        }
        List<int[]> plays = content.plays().stream()
                .map(play -> new int[] {play.startMs(), play.media(), play.spot(), play.durationMs()})
                .toList();
        List<Band> bands = dayBands.on(day, screen, campaign -> index(campaign, runs));
        return day(screen, day, sheet, open, runs, shown, frames(content, behind, screen), plays, bands);
    }

    /** Where a campaign stands on the day's list; who is not on it yet comes last. */
    private static int index(Campaign campaign, Map<String, Run> runs) {
        runs.putIfAbsent(campaign.code(), new Run(campaign.code(), campaign.name()));
        return List.copyOf(runs.keySet()).indexOf(campaign.code());
    }

    private TimelineDay day(
            Screen screen,
            LocalDayTimeline day,
            Sheet sheet,
            List<long[]> open,
            Map<String, Run> runs,
            List<Shown> shown,
            List<Frame> frames,
            List<int[]> plays,
            List<Band> bands) {
        Place place = new Place(
                screen.code(),
                screen.name(),
                screen.kind(),
                screen.widthPx(),
                screen.heightPx(),
                screen.fit(),
                screen.timeZone().getId(),
                file(standby.sha256()));
        Version version =
                sheet == null ? null : new Version(sheet.id(), sheet.version(), sheet.state(), sheet.sha256());
        return new TimelineDay(
                place,
                day.date(),
                day.startOfDay().toEpochMilli(),
                day.lengthMs(),
                version,
                open,
                List.copyOf(runs.values()),
                shown,
                frames,
                plays,
                bands);
    }

    private static Shown shown(UUID id, Spot spot, Screen screen, int campaign, LocalDayTimeline day) {
        if (spot == null) {
            return new Shown(id, "", campaign, List.of(), List.of(), 0);
        }
        return new Shown(
                id,
                spot.mediaOn(screen).title(),
                campaign,
                elapsed(spot.fixedTimesOn(day), day),
                elapsed(spot.fixedTimes(), day),
                spot.version());
    }

    private static List<Long> elapsed(Set<Instant> instants, LocalDayTimeline day) {
        return instants.stream()
                .map(day::toElapsedMs)
                .filter(at -> at >= 0 && at < day.lengthMs())
                .sorted()
                .toList();
    }

    /** A draft names originals: what the screen will get of them is shown where it is made already. */
    private List<Frame> frames(SheetContent content, Map<String, Delivered> behind, Screen screen) {
        List<Media> originals = behind.values().stream()
                .filter(delivered -> delivered.rendition() == null)
                .map(Delivered::media)
                .toList();
        Map<String, String> files = deliveries.files(originals, screen);
        return content.media().stream()
                .map(hash -> frame(hash, behind.get(hash), files, screen))
                .toList();
    }

    private Frame frame(String hash, Delivered delivered, Map<String, String> files, Screen screen) {
        if (delivered == null) {
            return new Frame(hash.substring(0, 12), MediaKind.IMAGE, null, null, null);
        }
        Media media = delivered.media();
        if (media.kind() == MediaKind.SLOGAN) {
            SloganLayout layout = PlayLength.layout(media, screen);
            String dots = bitmaps.of(layout, screen).map(TimelineReading::file).orElse(null);
            return new Frame(media.title(), media.kind(), null, Text.of(layout), dots);
        }
        String made = delivered.rendition() == null ? files.get(hash) : hash;
        String url = made == null ? "/media/" + media.id() + "/content" : file(made);
        return new Frame(media.title(), media.kind(), url, null, null);
    }

    private static String file(String sha256) {
        return "/timeline/files/" + sha256;
    }
}
