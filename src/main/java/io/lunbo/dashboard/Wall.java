package io.lunbo.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lunbo.dashboard.ScreenNow.PlayerSays;
import io.lunbo.dashboard.ScreenNow.Showing;
import io.lunbo.dashboard.ScreenNow.State;
import io.lunbo.daypart.LocalDayTimeline;
import io.lunbo.dayplan.SheetContent;
import io.lunbo.dayplan.SheetContent.PlannedPlay;
import io.lunbo.media.Media;
import io.lunbo.player.PlayerState;
import io.lunbo.player.PlayerStates;
import io.lunbo.rendition.Deliveries;
import io.lunbo.schedule.Sheet;
import io.lunbo.schedule.SheetRepository;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.takeover.Takeover;
import io.lunbo.takeover.TakeoverKind;
import io.lunbo.takeover.TakeoverRepository;
import io.lunbo.tally.CatchingUp;
import io.lunbo.tally.Tally;
import io.lunbo.tally.TallyRepository;
import io.lunbo.tally.TallyRepository.By;
import io.lunbo.tally.TallyRepository.Filter;
import io.lunbo.tally.TallyRepository.Group;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What every screen does at a moment. */
@ApplicationScoped
class Wall {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ScreenRepository screens;
    private final SheetRepository sheets;
    private final Deliveries deliveries;
    private final TakeoverRepository takeovers;
    private final PlayerStates playerStates;
    private final TallyRepository tallies;
    private final CatchingUp catchingUp;
    // A sheet never changes under its hash.
    private final Cache<String, SheetContent> contents =
            Caffeine.newBuilder().maximumSize(200).build();

    Wall(
            ScreenRepository screens,
            SheetRepository sheets,
            Deliveries deliveries,
            TakeoverRepository takeovers,
            PlayerStates playerStates,
            TallyRepository tallies,
            CatchingUp catchingUp) {
        this.screens = screens;
        this.sheets = sheets;
        this.deliveries = deliveries;
        this.takeovers = takeovers;
        this.playerStates = playerStates;
        this.tallies = tallies;
        this.catchingUp = catchingUp;
    }

    private record ScreenDate(UUID screen, LocalDate date) {}

    /** All screens and the sums over them. */
    record View(List<ScreenNow> screens, Tally total) {
        public long online() {
            return screens.stream().filter(ScreenNow::online).count();
        }

        public long dark() {
            return screens.stream().filter(now -> now.blackoutId() != null).count();
        }
    }

    @Transactional
    View at(Instant now) {
        Map<UUID, Takeover> dark = takeovers.standing(now).stream()
                .filter(takeover -> takeover.kind() == TakeoverKind.BLACKOUT)
                .collect(Collectors.toMap(Takeover::screenId, Function.identity(), (first, second) -> first));
        Map<UUID, List<PlayerState>> said = playerStates.latest();
        Map<ScreenDate, Tally> counted = counted(now);
        List<ScreenNow> all = screens.inUse().stream()
                .map(screen -> at(now, screen, dark.get(screen.id()), newest(said.get(screen.id())), counted))
                .toList();
        return new View(all, all.stream().map(ScreenNow::tally).reduce(Tally.NONE, Tally::plus));
    }

    private ScreenNow at(
            Instant now, Screen screen, Takeover blackout, PlayerState said, Map<ScreenDate, Tally> counted) {
        LocalDayTimeline day = LocalDayTimeline.containing(now, screen.timeZone());
        LocalDate date = day.date();
        Optional<SheetContent> sheet = sheets.published(screen.id(), date).map(this::content);
        Showing planned = sheet.map(content -> showing(content, indexAt(content, now), now))
                .orElse(null);
        Showing next = sheet.map(content -> showing(content, indexAt(content, now) + 1, null))
                .orElse(null);
        State state = state(now, screen, day, blackout, planned);
        return new ScreenNow(
                screen,
                state,
                blackout == null ? planned : null,
                next,
                says(said, planned),
                counted.getOrDefault(new ScreenDate(screen.id(), date), Tally.NONE),
                blackout == null ? null : blackout.id());
    }

    /** The counts of the days that are going on, wherever screens stand. */
    private Map<ScreenDate, Tally> counted(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        catchingUp.before(today.minusDays(1), today.plusDays(1));
        Filter filter = new Filter(null, null, null, today.minusDays(1), today.plusDays(1), null, null);
        return tallies.by(filter, Set.of(By.SCREEN_ID, By.DATE)).stream()
                .collect(Collectors.toMap(group -> new ScreenDate(group.screen(), group.date()), Group::tally));
    }

    private static PlayerState newest(List<PlayerState> said) {
        return said == null ? null : said.get(0);
    }

    private static List<String> faultCodes(String faults) {
        try {
            return JSON.readTree(faults).findValuesAsText("code");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a player's faults were stored as no JSON", e);
        }
    }

    private static State state(Instant now, Screen screen, LocalDayTimeline day, Takeover blackout, Showing planned) {
        if (blackout != null) {
            return State.BLACKOUT;
        }
        if (planned != null) {
            return State.PLAYING;
        }
        long ms = day.toElapsedMs(now);
        boolean open = day.stretches(screen.openingHours()).stream()
                .anyMatch(stretch -> stretch.fromMs() <= ms && ms < stretch.untilMs());
        return open ? State.STANDBY : State.CLOSED;
    }

    private SheetContent content(Sheet sheet) {
        return contents.get(sheet.sha256(), hash -> SheetContent.read(sheet.gzipBody()));
    }

    /** The index of the last play that started by then; −1 before the first. */
    private static int indexAt(SheetContent content, Instant now) {
        long ms = Duration.between(content.from(), now).toMillis();
        int low = 0;
        int high = content.plays().size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (content.plays().get(middle).startMs() <= ms) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    /** The play of that index; null where there is none, or where it is over by {@code stillOnAt}. */
    private Showing showing(SheetContent content, int index, Instant stillOnAt) {
        if (index < 0 || index >= content.plays().size()) {
            return null;
        }
        PlannedPlay play = content.plays().get(index);
        String sha256 = content.media().get(play.media());
        Showing showing =
                Showing.of(play, content.startOf(play), deliveries.media(sha256).orElse(null), sha256);
        return stillOnAt == null || showing.until().isAfter(stillOnAt) ? showing : null;
    }

    private PlayerSays says(PlayerState said, Showing planned) {
        if (said == null) {
            return null;
        }
        String playing = said.playingSha256() == null
                ? null
                : deliveries.media(said.playingSha256()).map(Media::title).orElse(said.playingSha256());
        return new PlayerSays(
                !playerStates.silent(said),
                said.receivedAt(),
                playing,
                planned != null && planned.sha256().equals(said.playingSha256()),
                said.manifestVersion(),
                said.clockOffsetMs(),
                faultCodes(said.faults()));
    }
}
