package io.lunbo.manifest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lunbo.campaign.PlayLength;
import io.lunbo.command.CommandRepository;
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
import io.lunbo.takeover.TakeoverKind;
import io.lunbo.takeover.TakeoverRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

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
    private final OrderWriting orders;
    private final CommandRepository commands;
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
            OrderWriting orders,
            CommandRepository commands,
            ManifestConfig config) {
        this.sheets = sheets;
        this.deliveries = deliveries;
        this.takeovers = takeovers;
        this.approvals = approvals;
        this.standby = standby;
        this.bitmaps = bitmaps;
        this.levels = levels;
        this.orders = orders;
        this.commands = commands;
        this.config = config;
    }

    /** What the screen must do from {@code now} on; not numbered yet, and valid to the end of the last day that it lists. */
    Manifest compose(Screen screen, Instant now) {
        ZoneId zone = screen.timeZone();
        LocalDate today = LocalDate.ofInstant(now, zone);
        LocalDate last = today.plusDays(config.daysAhead());
        List<Sheet> published = sheets.published(screen.id(), today, last);
        List<Takeover> pending = takeovers.pending(screen.id(), now);
        Set<String> named = named(published, pending);
        Map<String, Delivered> behind = deliveries.behind(named);
        Set<String> originals = behind.values().stream()
                .map(delivered -> delivered.media().sha256())
                .collect(Collectors.toSet());
        Approvals.Proofs proofs = approvals.proofs(originals, screen.kind().name(), today, last);
        List<Manifest.Order> ordered = orders.of(allowed(pending, behind, proofs), screen);
        return new Manifest(
                0,
                place(screen),
                Instant.EPOCH,
                last.plusDays(1).atStartOfDay(zone).toInstant(),
                config.pollAfter().toMillis(),
                published.stream().map(ManifestComposition::day).toList(),
                standby.sha256(),
                OrderWriting.first(ordered, now),
                ordered.size() > 1 ? ordered : List.of(),
                takeovers.drill(screen.id(), now).map(OrderWriting::drill).orElse(null),
                commands(screen, now),
                power(screen, today, last),
                levelPlan(screen).of(today, last, zone),
                items(screen, behind, proofs),
                proofs.certificates());
    }

    /** What goes before the sheets of many screens. */
    record Orders(Map<UUID, List<Takeover>> pending, Map<UUID, Takeover> drills) {}

    /** What goes before the sheets of these screens at that moment. */
    Orders orders(Set<UUID> screenIds, Instant now) {
        return screenIds.isEmpty()
                ? new Orders(Map.of(), Map.of())
                : new Orders(takeovers.pending(screenIds, now), takeovers.drills(screenIds, now));
    }

    /**
     * What the screen must do where nothing but its orders has changed; all of it where that cannot be known.
     *
     * @param before what the present manifest says; null where there is none
     */
    Manifest reorder(Screen screen, IssuedManifest present, Manifest before, Orders known, Instant now) {
        List<Takeover> pending = known.pending().getOrDefault(screen.id(), List.of());
        boolean inserts = pending.stream().anyMatch(one -> one.kind() == TakeoverKind.INSERT);
        if (present == null || inserts || !present.ofToday(now, screen.timeZone())) {
            return compose(screen, now);
        }
        if (before.inserts()) {
            return compose(screen, now);
        }
        List<Manifest.Order> ordered = orders.of(pending, screen);
        Takeover drill = known.drills().get(screen.id());
        return before.ordered(
                OrderWriting.first(ordered, now),
                ordered.size() > 1 ? ordered : List.of(),
                drill == null ? null : OrderWriting.drill(drill));
    }

    private List<Manifest.Command> commands(Screen screen, Instant now) {
        return commands.open(screen.id(), now).stream()
                .map(one -> new Manifest.Command(one.id(), one.kind(), one.orderedAt(), one.untilAt()))
                .toList();
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

    /** Without inserts of what has no approval any more. */
    private static List<Takeover> allowed(
            List<Takeover> pending, Map<String, Delivered> behind, Approvals.Proofs proofs) {
        return pending.stream()
                .filter(one -> one.kind() != TakeoverKind.INSERT
                        || behind.containsKey(one.mediaSha256())
                                && proofs.records()
                                        .containsKey(behind.get(one.mediaSha256())
                                                .media()
                                                .sha256()))
                .toList();
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

    private Set<String> named(List<Sheet> published, List<Takeover> pending) {
        Set<String> named = new TreeSet<>();
        published.forEach(sheet -> named.addAll(mediaOf(sheet)));
        pending.stream().map(Takeover::mediaSha256).filter(Objects::nonNull).forEach(named::add);
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
