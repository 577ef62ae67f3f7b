package io.lunbo.manifest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lunbo.campaign.PlayLength;
import io.lunbo.daypart.LocalDayTimeline;
import io.lunbo.daypart.OpeningHours;
import io.lunbo.dayplan.SheetContent;
import io.lunbo.levels.LevelRepository;
import io.lunbo.media.Media;
import io.lunbo.media.MediaKind;
import io.lunbo.rendition.Deliveries;
import io.lunbo.rendition.Deliveries.Delivered;
import io.lunbo.rendition.Rendition;
import io.lunbo.rendition.SloganBitmaps;
import io.lunbo.review.Approvals;
import io.lunbo.schedule.Sheet;
import io.lunbo.schedule.SheetRepository;
import io.lunbo.screen.Screen;
import io.lunbo.slogan.SloganLayout;
import io.lunbo.takeover.Takeover;
import io.lunbo.takeover.TakeoverRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts together what a screen must do, from its published sheets, its takeovers and its own facts. */
@ApplicationScoped
class ManifestComposition {
    private final SheetRepository sheets;
    private final Deliveries deliveries;
    private final TakeoverRepository takeovers;
    private final Approvals approvals;
    private final Standby standby;
    private final SloganBitmaps bitmaps;
    private final LevelRepository levels;
    private final ManifestConfig config;
    // A sheet never changes, so what it names is read once.
    private final Cache<String, List<String>> mediaOfSheets =
            Caffeine.newBuilder().maximumSize(50_000).build();

    ManifestComposition(
            SheetRepository sheets,
            Deliveries deliveries,
            TakeoverRepository takeovers,
            Approvals approvals,
            Standby standby,
            SloganBitmaps bitmaps,
            LevelRepository levels,
            ManifestConfig config) {
        this.sheets = sheets;
        this.deliveries = deliveries;
        this.takeovers = takeovers;
        this.approvals = approvals;
        this.standby = standby;
        this.bitmaps = bitmaps;
        this.levels = levels;
        this.config = config;
    }

    /** What the screen must do from {@code now} on; not numbered yet, and valid to the end of the last day that it lists. */
    Manifest compose(Screen screen, Instant now) {
        ZoneId zone = screen.timeZone();
        LocalDate today = LocalDate.ofInstant(now, zone);
        LocalDate last = today.plusDays(config.daysAhead());
        List<Sheet> published = sheets.published(screen.id(), today, last);
        Takeover takeover = takeovers.standing(screen.id(), now).orElse(null);
        Set<String> named = named(published, takeover);
        Map<String, Delivered> behind = deliveries.behind(named);
        Set<String> originals = behind.values().stream()
                .map(delivered -> delivered.media().sha256())
                .collect(Collectors.toSet());
        Approvals.Proofs proofs = approvals.proofs(originals, screen.kind().name(), today, last);
        return new Manifest(
                0,
                place(screen),
                Instant.EPOCH,
                last.plusDays(1).atStartOfDay(zone).toInstant(),
                config.pollAfter().toMillis(),
                published.stream().map(ManifestComposition::day).toList(),
                standby.sha256(),
                order(takeover),
                power(screen, today, last),
                levelPlan(screen).of(today, last, zone),
                items(screen, behind, proofs),
                proofs.certificates());
    }

    private LevelPlan levelPlan(Screen screen) {
        return levels.of(screen.id())
                .map(own -> new LevelPlan(own, screen.site()))
                .orElseGet(() -> new LevelPlan(config.levels()));
    }

    private static Manifest.Place place(Screen screen) {
        return new Manifest.Place(
                screen.code(),
                screen.name(),
                screen.kind(),
                screen.widthPx(),
                screen.heightPx(),
                screen.timeZone().getId());
    }

    private static Manifest.Day day(Sheet sheet) {
        return new Manifest.Day(sheet.date().toString(), sheet.sha256(), sheet.version());
    }

    private static Manifest.Order order(Takeover takeover) {
        return takeover == null
                ? null
                : new Manifest.Order(
                        takeover.id(),
                        takeover.kind(),
                        takeover.mediaSha256(),
                        takeover.fromAt(),
                        takeover.untilAt(),
                        takeover.sound());
    }

    private static List<Manifest.Power> power(Screen screen, LocalDate from, LocalDate until) {
        OpeningHours hours = screen.openingHours();
        return from.datesUntil(until.plusDays(1))
                .map(date -> new LocalDayTimeline(date, screen.timeZone()))
                .flatMap(line -> line.stretches(hours).stream()
                        .map(open -> new Manifest.Power(
                                line.date().toString(), line.toInstant(open.fromMs()), line.toInstant(open.untilMs()))))
                .toList();
    }

    private Set<String> named(List<Sheet> published, Takeover takeover) {
        Set<String> named = new TreeSet<>();
        published.forEach(sheet -> named.addAll(mediaOf(sheet)));
        Stream.ofNullable(takeover == null ? null : takeover.mediaSha256()).forEach(named::add);
        return named;
    }

    private Map<String, Manifest.Item> items(Screen screen, Map<String, Delivered> behind, Approvals.Proofs proofs) {
        Map<String, Manifest.Item> items = new TreeMap<>();
        behind.forEach((file, delivered) -> items.put(file, item(delivered, screen, proofs)));
        items.put(standby.sha256(), standby.item());
        return items;
    }

    private List<String> mediaOf(Sheet sheet) {
        return mediaOfSheets.get(
                sheet.sha256(), hash -> SheetContent.read(sheet.gzipBody()).media());
    }

    private Manifest.Item item(Delivered delivered, Screen screen, Approvals.Proofs proofs) {
        Media media = delivered.media();
        Rendition file = delivered.rendition();
        if (file != null) {
            return new Manifest.Item(
                    media.kind(),
                    file.mimeType(),
                    file.bytes(),
                    file.durationMs(),
                    file.widthPx(),
                    file.heightPx(),
                    media.title(),
                    null,
                    media.sha256(),
                    deliveries.statement(file),
                    proofs.records().get(media.sha256()));
        }
        boolean slogan = media.kind() == MediaKind.SLOGAN;
        SloganLayout layout = slogan ? PlayLength.layout(media, screen) : null;
        return new Manifest.Item(
                media.kind(),
                media.mimeType(),
                media.bytes(),
                slogan ? Long.valueOf(layout.durationMs()) : media.durationMs(),
                media.widthPx(),
                media.heightPx(),
                media.title(),
                slogan ? slogan(layout, screen) : null,
                null,
                null,
                proofs.records().get(media.sha256()));
    }

    private Manifest.Slogan slogan(SloganLayout layout, Screen screen) {
        List<Manifest.Page> pages = layout.pages().stream()
                .map(page -> new Manifest.Page(page.text(), page.holdMs()))
                .toList();
        return new Manifest.Slogan(
                pages,
                layout.mode().name(),
                layout.pxPerSecond(),
                layout.color(),
                layout.glyphPx(),
                bitmaps.of(layout, screen).orElse(null));
    }
}
