package io.lunbo.dayplan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lunbo.daypart.LocalDayTimeline;
import io.lunbo.daypart.OpeningHours;
import io.lunbo.dayplan.SheetContent.PlannedPlay;
import io.lunbo.rotation.Loop;
import io.lunbo.rotation.Loop.Slot;
import io.lunbo.rotation.Loop.Unplaced;
import io.lunbo.rotation.LoopPlanner;
import io.lunbo.rotation.LoopRequest;
import io.lunbo.rotation.LoopRequest.FixedPlay;
import io.lunbo.rotation.Span;
import io.lunbo.rotation.SpotDemand;
import io.lunbo.terms.CampaignClass;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * One screen's day, from what is booked to its plays: the only translator between bookings and the words of the engine.
 *
 * <p>Knows no clock and no database: the same day is always the same bytes.
 */
public final class ScreenDay {
    // A record is its components and nothing else.
    private static final JsonMapper JSON =
            JsonMapper.builder().disable(MapperFeature.AUTO_DETECT_IS_GETTERS).build();

    /**
     * A spot as the plan of one screen's day needs it: approved, with its length on that very screen.
     *
     * @param id the spot
     * @param mediaSha256 what it shows
     * @param title what people call it
     * @param durationMs how long one play lasts there
     * @param demand how often
     * @param group the separation group; may be null
     * @param fixedTimes when it must start besides
     * @param windows when it may play, whole plays only; null: whenever the screen is open
     * @param agreed what its campaign and it agreed about giving way and keeping apart
     */
    public record BookedSpot(
            UUID id,
            String mediaSha256,
            String title,
            long durationMs,
            SpotDemand.Demand demand,
            String group,
            Set<Instant> fixedTimes,
            List<LocalDayTimeline.Stretch> windows,
            Agreed agreed) {}

    /**
     * Who gives way, and how far apart plays are to be.
     *
     * @param campaign the campaign's code
     * @param campaignClass its class
     * @param campaignSharePercent the share that its spots with weights divide; null: none
     * @param sharePercent the spot's own share; null: none
     * @param minDistanceMs from start to start of the spot or its group; 0: whatever comes
     */
    public record Agreed(
            String campaign,
            CampaignClass campaignClass,
            BigDecimal campaignSharePercent,
            BigDecimal sharePercent,
            long minDistanceMs) {
        /** Nothing at all. */
        static final Agreed NOTHING = new Agreed("", CampaignClass.CAMPAIGN, null, null, 0);
    }

    private final String screenCode;
    private final LocalDayTimeline day;
    private final List<LocalDayTimeline.Stretch> open;
    private final List<BookedSpot> spots;
    private Loop.Carry carry = Loop.Carry.none();
    private SheetContent before;
    private Instant keepUntil;

    public ScreenDay(String screenCode, LocalDayTimeline day, OpeningHours hours, List<BookedSpot> spots) {
        this.screenCode = screenCode;
        this.day = day;
        this.open = day.stretches(hours);
        this.spots = List.copyOf(spots);
    }

    /** Goes on with the debts that the day before left ({@link Built#carry}, as stored). */
    public ScreenDay owing(String storedCarry) {
        try {
            carry = JSON.readValue(storedCarry, Loop.Carry.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored carry cannot be read: " + storedCarry, e);
        }
        return this;
    }

    /** Keeps every play of {@code published} that starts before {@code instant}: what was on air is not planned again. */
    public ScreenDay keeping(SheetContent published, Instant instant) {
        before = published;
        keepUntil = instant;
        return this;
    }

    /** A planned day: its content, the debts for the next, and the figures; {@code openMs} begins where the plan does. */
    public record Built(SheetContent content, String carry, Loop loop, long openMs) {
        /** How often each spot plays and for how long, by its id. */
        public Map<UUID, long[]> playsAndTime() {
            Map<UUID, long[]> sums = new LinkedHashMap<>();
            for (PlannedPlay play : content.plays()) {
                long[] sum = sums.computeIfAbsent(content.spots().get(play.spot()), id -> new long[2]);
                sum[0]++;
                sum[1] += play.durationMs();
            }
            return sums;
        }

        public long idleMs() {
            return openMs
                    - content.plays().stream()
                            .mapToLong(PlannedPlay::durationMs)
                            .sum();
        }
    }

    public Built build() {
        List<BookedSpot> all = new ArrayList<>(spots);
        List<Slot> history = history(all);
        long fromMs = keepUntil == null ? Long.MIN_VALUE : endOf(history, day.toElapsedMs(keepUntil));
        Shares shares = new Shares(all);
        Fillers fillers = new Fillers(all, shares.leaveSome());
        List<SpotDemand.Demand> demands = shares.demands(fillers::competes);
        LoopRequest request = new LoopRequest(
                LoopRequest.Mode.PLAYS,
                open.stream().map(s -> new Span(s.fromMs(), s.untilMs())).toList(),
                IntStream.range(0, all.size())
                        .mapToObj(i -> demand(all.get(i), demands.get(i)))
                        .toList(),
                fixed(fromMs),
                fromMs,
                history,
                history.isEmpty() ? carry : Loop.Carry.none(),
                0);
        Loop loop = fillers.fill(LoopPlanner.plan(request), request);
        List<Unplaced> unplaced = new ArrayList<>(loop.unplaced());
        unplaced.addAll(shares.refused());
        unplaced.addAll(loop.tooClose(request.spots()));
        loop = new Loop(loop.slots(), unplaced, loop.figures(), loop.carry());
        long plannedFromMs = history.isEmpty() ? fromMs : history.get(0).startMs();
        long openMs = open.stream()
                .mapToLong(stretch -> Math.max(
                        0, stretch.untilMs() - Math.max(stretch.fromMs(), keepUntil == null ? 0 : plannedFromMs)))
                .sum();
        return new Built(content(loop, all), write(loop.carry()), loop, openMs);
    }

    /** The kept plays in the words of the engine; spots that are booked no more join the list, asking for nothing. */
    private List<Slot> history(List<BookedSpot> all) {
        List<Slot> history = new ArrayList<>();
        if (before == null) {
            return history;
        }
        Map<UUID, Integer> index = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            index.put(all.get(i).id(), i);
        }
        for (PlannedPlay play : before.plays()) {
            if (before.startOf(play).isBefore(keepUntil)) {
                UUID spotId = before.spots().get(play.spot());
                String media = before.media().get(play.media());
                Integer known = index.get(spotId);
                if (known == null || !all.get(known).mediaSha256().equals(media)) {
                    known = all.size();
                    all.add(new BookedSpot(
                            spotId,
                            media,
                            "",
                            play.durationMs(),
                            new SpotDemand.FixedOnly(),
                            null,
                            Set.of(),
                            null,
                            Agreed.NOTHING));
                    index.put(spotId, known);
                }
                history.add(new Slot(play.startMs(), known, play.durationMs()));
            }
        }
        return history;
    }

    private static long endOf(List<Slot> history, long fromMs) {
        return history.isEmpty()
                ? fromMs
                : Math.max(fromMs, history.get(history.size() - 1).endMs());
    }

    private SpotDemand demand(BookedSpot spot, SpotDemand.Demand demand) {
        return new SpotDemand(spot.id().toString(), spot.durationMs(), demand)
                .inGroup(spot.group())
                .within(windows(spot))
                .apart(spot.agreed().minDistanceMs());
    }

    /** No window at all means always to the engine: a spot that never may play gets one after the day's end. */
    private List<Span> windows(BookedSpot spot) {
        if (spot.windows() == null) {
            return List.of();
        }
        return spot.windows().isEmpty()
                ? List.of(new Span(day.lengthMs(), day.lengthMs() + 1))
                : spot.windows().stream()
                        .map(window -> new Span(window.fromMs(), window.untilMs()))
                        .toList();
    }

    private List<FixedPlay> fixed(long fromMs) {
        List<FixedPlay> fixed = new ArrayList<>();
        for (BookedSpot spot : spots) {
            spot.fixedTimes().stream()
                    .sorted()
                    .map(day::toElapsedMs)
                    .filter(at -> at >= Math.max(0, fromMs) && at < day.lengthMs())
                    .forEach(at -> fixed.add(new FixedPlay(spot.id().toString(), at)));
        }
        return fixed;
    }

    private SheetContent content(Loop loop, List<BookedSpot> all) {
        Map<String, Integer> media = new LinkedHashMap<>();
        Map<UUID, Integer> spotIds = new LinkedHashMap<>();
        List<PlannedPlay> plays = new ArrayList<>(loop.slots().size());
        for (Slot slot : loop.slots()) {
            BookedSpot spot = all.get(slot.spotIndex());
            int mediaIndex = media.computeIfAbsent(spot.mediaSha256(), hash -> media.size());
            int spotIndex = spotIds.computeIfAbsent(spot.id(), id -> spotIds.size());
            plays.add(new PlannedPlay(
                    Math.toIntExact(slot.startMs()), mediaIndex, spotIndex, Math.toIntExact(slot.durationMs())));
        }
        return new SheetContent(
                screenCode,
                day.date(),
                day.zone(),
                day.startOfDay(),
                day.toInstant(day.lengthMs()),
                List.copyOf(media.keySet()),
                List.copyOf(spotIds.keySet()),
                plays);
    }

    private static String write(Loop.Carry carry) {
        try {
            return JSON.writeValueAsString(carry);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a carry is plain values", e);
        }
    }
}
