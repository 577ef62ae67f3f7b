package io.lunbo.preview;

import io.lunbo.daypart.Daypart;
import io.lunbo.daypart.LocalDayTimeline;
import io.lunbo.preview.PlanPreviewResource.PreviewDaypart;
import io.lunbo.preview.PlanPreviewResource.PreviewFixed;
import io.lunbo.preview.PlanPreviewResource.PreviewRequest;
import io.lunbo.preview.PlanPreviewResource.PreviewSpot;
import io.lunbo.rotation.Loop.Slot;
import io.lunbo.rotation.LoopRequest;
import io.lunbo.rotation.LoopRequest.FixedPlay;
import io.lunbo.rotation.Span;
import io.lunbo.rotation.SpotDemand;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A preview's wire request in the words of the engine.
 *
 * <p>The engine counts "per day" over all the time it is given; over several local days a spot with plays per day becomes
 * one demand for each day, and the answer is told in the caller's own spots again.
 */
final class PreviewTranslation {
    private static final long LONGEST_MS = 8 * 86_400_000L;

    private final PreviewRequest wire;
    private final Language language;
    private final Instant from;
    private final Span all;
    private final ZoneId zone;
    private final List<SpotDemand> demands = new ArrayList<>();
    private final List<Integer> wireIndex = new ArrayList<>();
    private final Map<String, String> engineId = new HashMap<>();
    private final Map<String, String> wireId = new HashMap<>();

    private PreviewTranslation(PreviewRequest wire, Language language) {
        this.wire = wire;
        this.language = language;
        this.from = wire.from().toInstant();
        this.zone = zone(wire.timeZone());
        long length = wire.until().toInstant().toEpochMilli() - from.toEpochMilli();
        if (length <= 0) {
            throw Problem.of(
                    ProblemType.DATES_REVERSED,
                    wire.from().toString(),
                    wire.until().toString());
        }
        if (length > LONGEST_MS) {
            throw Problem.of(
                    ProblemType.DATES_TOO_FAR_APART,
                    wire.from().toString(),
                    wire.until().toString(),
                    8);
        }
        this.all = new Span(0, length);
    }

    static PreviewTranslation of(PreviewRequest wire, Language language) {
        PreviewTranslation translation = new PreviewTranslation(wire, language);
        for (int i = 0; i < wire.spots().size(); i++) {
            translation.translate(i, wire.spots().get(i));
        }
        return translation;
    }

    LoopRequest request() {
        List<FixedPlay> fixed = new ArrayList<>();
        for (PreviewFixed play : Objects.requireNonNullElse(wire.fixed(), List.<PreviewFixed>of())) {
            String id = engineId.get(play.id());
            if (id == null) {
                throw Problem.of(ProblemType.INVALID_INPUT)
                        .field("fixed", language.text("schedule_fixed_unknown", play.id()));
            }
            fixed.add(new FixedPlay(id, play.at().toInstant().toEpochMilli() - from.toEpochMilli()));
        }
        LoopRequest.Mode mode = Objects.requireNonNullElse(wire.mode(), LoopRequest.Mode.PLAYS);
        return LoopRequest.of(mode, all, demands).withFixed(fixed);
    }

    long[] play(Slot slot) {
        return new long[] {slot.startMs(), wireIndex.get(slot.spotIndex()), slot.durationMs()};
    }

    String spotId(String engineSpotId) {
        return wireId.get(engineSpotId);
    }

    private void translate(int index, PreviewSpot spot) {
        if (engineId.containsKey(spot.id())) {
            throw Problem.of(ProblemType.INVALID_INPUT).field("spots", language.text("schedule_spot_twice", spot.id()));
        }
        SpotDemand.Demand demand = demand(spot);
        List<Span> days = demand instanceof SpotDemand.PerDay ? localDays() : List.of(all);
        List<Span> dayparts = dayparts(spot);
        engineId.put(spot.id(), spot.id() + "#0");
        for (int day = 0; day < days.size(); day++) {
            String id = spot.id() + "#" + day;
            wireId.put(id, spot.id());
            String group = spot.group() == null && days.size() > 1 ? "spot:" + spot.id() : spot.group();
            demands.add(new SpotDemand(id, spot.durationMs(), demand)
                    .inGroup(group)
                    .within(within(days.get(day), dayparts))
                    .apart(spot.minDistanceSeconds() == null ? 0 : spot.minDistanceSeconds() * 1000L));
            wireIndex.add(index);
        }
    }

    private SpotDemand.Demand demand(PreviewSpot spot) {
        List<SpotDemand.Demand> given = new ArrayList<>();
        if (spot.weight() != null) {
            given.add(new SpotDemand.Weight(spot.weight()));
        }
        if (spot.share() != null) {
            given.add(new SpotDemand.Share(spot.share().movePointRight(6).longValue()));
        }
        if (spot.perHour() != null) {
            given.add(new SpotDemand.PerHour(spot.perHour()));
        }
        if (spot.perDay() != null) {
            given.add(new SpotDemand.PerDay(spot.perDay()));
        }
        if (given.size() > 1) {
            throw Problem.of(ProblemType.SPOT_DEMAND_UNCLEAR)
                    .field("spots", language.text("schedule_demand_twice", spot.id()));
        }
        return given.isEmpty() ? new SpotDemand.FixedOnly() : given.get(0);
    }

    private List<Span> localDays() {
        List<Span> days = new ArrayList<>();
        forEachDay((day, origin) -> {
            long start = Math.max(0, origin);
            long stop = Math.min(all.untilMs(), origin + day.lengthMs());
            if (start < stop) {
                days.add(new Span(start, stop));
            }
        });
        return days;
    }

    private List<Span> dayparts(PreviewSpot spot) {
        if (spot.dayparts() == null || spot.dayparts().isEmpty()) {
            return List.of(all);
        }
        List<Daypart> dayparts = spot.dayparts().stream().map(this::daypart).toList();
        List<Span> spans = new ArrayList<>();
        forEachDay((day, origin) -> {
            for (LocalDayTimeline.Stretch stretch : day.stretches(dayparts)) {
                long start = Math.max(0, origin + stretch.fromMs());
                long stop = Math.min(all.untilMs(), origin + stretch.untilMs());
                if (start < stop) {
                    spans.add(new Span(start, stop));
                }
            }
        });
        return spans;
    }

    private interface DayVisitor {
        void visit(LocalDayTimeline day, long originMs);
    }

    private void forEachDay(DayVisitor visitor) {
        LocalDayTimeline day = LocalDayTimeline.containing(from, zone);
        while (day.startOfDay().isBefore(from.plusMillis(all.untilMs()))) {
            visitor.visit(day, day.startOfDay().toEpochMilli() - from.toEpochMilli());
            day = new LocalDayTimeline(day.date().plusDays(1), zone);
        }
    }

    /** The windows of a demand; where nothing is left, one beyond the end, so that the engine says "never open". */
    private List<Span> within(Span day, List<Span> dayparts) {
        List<Span> windows = new ArrayList<>();
        for (Span daypart : dayparts) {
            long start = Math.max(day.fromMs(), daypart.fromMs());
            long stop = Math.min(day.untilMs(), daypart.untilMs());
            if (start < stop) {
                windows.add(new Span(start, stop));
            }
        }
        return windows.isEmpty() ? List.of(new Span(all.untilMs(), all.untilMs() + 1)) : windows;
    }

    private Daypart daypart(PreviewDaypart daypart) {
        try {
            return Daypart.parse(daypart.from() + "-" + daypart.until());
        } catch (IllegalArgumentException e) {
            throw Problem.of(ProblemType.OPENING_HOURS_INVALID, daypart.from() + "-" + daypart.until());
        }
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw Problem.of(ProblemType.TIME_ZONE_UNKNOWN, name);
        }
    }
}
