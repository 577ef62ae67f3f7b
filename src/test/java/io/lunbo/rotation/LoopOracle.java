package io.lunbo.rotation;

import io.lunbo.rotation.Loop.Slot;
import io.lunbo.rotation.LoopRequest.FixedPlay;
import io.lunbo.rotation.LoopRequest.Mode;
import io.lunbo.rotation.SpotDemand.Share;
import io.lunbo.rotation.SpotDemand.Weight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Recomputes from the request and the slots alone what a loop is worth: shares nothing with the planner but the words. */
final class LoopOracle {

    final LoopRequest request;
    final List<Slot> slots;
    private final Set<String> refused = new HashSet<>();
    private final Set<FixedPlay> fixed;

    LoopOracle(LoopRequest request, Loop loop) {
        this.request = request;
        this.slots = loop.slots();
        this.fixed = new HashSet<>(request.fixed());
        for (Loop.Unplaced unplaced : loop.unplaced()) {
            // who found no room competed all the same
            if (unplaced.reason() != Loop.Unplaced.Reason.NO_ROOM_LEFT) {
                refused.add(unplaced.id());
            }
        }
    }

    boolean competes(int spot) {
        SpotDemand demand = request.spots().get(spot);
        boolean weighs = demand.demand() instanceof Weight || demand.demand() instanceof Share;
        return weighs && !refused.contains(demand.id());
    }

    boolean isFixed(Slot slot) {
        return fixed.contains(
                new FixedPlay(request.spots().get(slot.spotIndex()).id(), slot.startMs()));
    }

    boolean isLoopPlay(Slot slot) {
        return slot.startMs() >= request.fromMs() && competes(slot.spotIndex()) && !isFixed(slot);
    }

    /** Who competes: whose window is open, unless it is longer than all that the fixed plays leave of the part of the day with that set. */
    List<Integer> competingAt(long moment) {
        for (Span part : parts()) {
            if (part.fromMs() <= moment && moment < part.untilMs()) {
                return competing.computeIfAbsent(part, this::competingIn);
            }
        }
        return List.of();
    }

    private List<Integer> competingIn(Span part) {
        long room = withoutFixed(part).stream().mapToLong(Span::lengthMs).max().orElse(0);
        return openAt(part.fromMs()).stream()
                .filter(i -> request.spots().get(i).durationMs() <= room)
                .toList();
    }

    private final Map<Span, List<Integer>> competing = new HashMap<>();
    private List<Span> parts;

    private List<Span> parts() {
        if (parts == null) {
            TreeSet<Long> cuts = new TreeSet<>();
            for (SpotDemand spot : request.spots()) {
                for (Span window : spot.windows()) {
                    cuts.add(window.fromMs());
                    cuts.add(window.untilMs());
                }
            }
            parts = new ArrayList<>();
            for (Span stretch : request.stretches()) {
                long begin = Math.max(stretch.fromMs(), request.fromMs());
                for (long cut : cuts) {
                    if (cut > begin && cut < stretch.untilMs() && !openAt(cut).equals(openAt(begin))) {
                        parts.add(new Span(begin, cut));
                        begin = cut;
                    }
                }
                if (begin < stretch.untilMs()) {
                    parts.add(new Span(begin, stretch.untilMs()));
                }
            }
        }
        return parts;
    }

    private List<Span> withoutFixed(Span part) {
        List<Span> gaps = new ArrayList<>();
        long begin = part.fromMs();
        for (Slot slot : slots) {
            if (isFixed(slot) && slot.endMs() > begin && slot.startMs() < part.untilMs()) {
                if (slot.startMs() > begin) {
                    gaps.add(new Span(begin, slot.startMs()));
                }
                begin = slot.endMs();
            }
        }
        if (begin < part.untilMs()) {
            gaps.add(new Span(begin, part.untilMs()));
        }
        return gaps;
    }

    private List<Integer> openAt(long moment) {
        List<Integer> present = new ArrayList<>();
        for (int i = 0; i < request.spots().size(); i++) {
            List<Span> windows = request.spots().get(i).windows();
            boolean isOpen = windows.isEmpty()
                    || windows.stream().anyMatch(window -> window.fromMs() <= moment && moment < window.untilMs());
            if (competes(i) && isOpen) {
                present.add(i);
            }
        }
        return present;
    }

    /** The share of each present spot: plain weights, or shares that take their millionths first. */
    double[] portions(List<Integer> present) {
        double shares = 0;
        double weights = 0;
        for (int i : present) {
            shares += request.spots().get(i).demand() instanceof Share share ? share.millionths() / 1e6 : 0;
            weights += request.spots().get(i).demand() instanceof Weight weight ? weight.weight() : 0;
        }
        double[] portions = new double[request.spots().size()];
        for (int i : present) {
            portions[i] = request.spots().get(i).demand() instanceof Weight weight
                    ? weight.weight() / weights * (1 - shares)
                    : ((Share) request.spots().get(i).demand()).millionths() / 1e6 / (weights > 0 ? 1 : shares);
        }
        return portions;
    }

    double bound() {
        long n = java.util.stream.IntStream.range(0, request.spots().size())
                .filter(this::competes)
                .count();
        return request.mode() == Mode.TIME ? 1 : n < 2 ? 0 : 1 - 1.0 / (2 * n - 2);
    }

    /** The worst distance from the due share after any play: in plays, or in lengths of the longest competing spot. */
    double maxDeviation() {
        int n = request.spots().size();
        double[] base = new double[n];
        if (request.carry().mode() == request.mode()) {
            for (int i = 0; i < n; i++) {
                long owed = request.carry()
                        .owed()
                        .getOrDefault(request.spots().get(i).id(), 0L);
                base[i] = competes(i) ? (double) owed / request.carry().denominator() : 0;
            }
        }
        double[] had = new double[n];
        double[] portions = new double[n];
        double elapsed = 0;
        double worst = 0;
        double longest = 0;
        List<Integer> present = List.of();
        for (Slot slot : slots) {
            if (!isLoopPlay(slot)) {
                continue;
            }
            List<Integer> now = competingAt(slot.startMs());
            if (!now.equals(present)) {
                for (int i = 0; i < n; i++) {
                    base[i] += portions[i] * elapsed;
                }
                elapsed = 0;
                present = now;
                portions = portions(present);
            }
            double unit = request.mode() == Mode.PLAYS ? 1 : slot.durationMs();
            longest = Math.max(longest, slot.durationMs());
            had[slot.spotIndex()] += unit;
            elapsed += unit;
            for (int i : present) {
                worst = Math.max(worst, Math.abs(base[i] + portions[i] * elapsed - had[i]));
            }
        }
        return request.mode() == Mode.PLAYS || longest == 0 ? worst : worst / longest();
    }

    long longest() {
        long longest = 0;
        for (int i = 0; i < request.spots().size(); i++) {
            longest = competes(i) ? Math.max(longest, request.spots().get(i).durationMs()) : longest;
        }
        return longest;
    }

    int repeats() {
        int repeats = 0;
        for (int k = 1; k < slots.size(); k++) {
            repeats += slots.get(k).spotIndex() == slots.get(k - 1).spotIndex() ? 1 : 0;
        }
        return repeats;
    }

    int groupNeighbours() {
        int neighbours = 0;
        for (int k = 1; k < slots.size(); k++) {
            SpotDemand one = request.spots().get(slots.get(k).spotIndex());
            SpotDemand other = request.spots().get(slots.get(k - 1).spotIndex());
            neighbours += one != other && one.group() != null && one.group().equals(other.group()) ? 1 : 0;
        }
        return neighbours;
    }

    /** Every gap of every competing spot, divided by that spot's mean gap: per spot a list. */
    List<List<Double>> gapRatios() {
        List<List<Double>> all = new ArrayList<>();
        for (int i = 0; i < request.spots().size(); i++) {
            List<Double> ratios = new ArrayList<>();
            long previous = Long.MIN_VALUE;
            for (Slot slot : slots) {
                if (slot.spotIndex() == i) {
                    if (previous != Long.MIN_VALUE) {
                        ratios.add((double) slot.startMs() - previous);
                    }
                    previous = slot.startMs();
                }
            }
            double mean = ratios.stream().mapToDouble(r -> r).average().orElse(1);
            ratios.replaceAll(r -> r / mean);
            all.add(ratios);
        }
        return all;
    }

    /** The mean over the spots of the spread of their gaps. */
    double gapCv() {
        return gapRatios().stream()
                .filter(ratios -> !ratios.isEmpty())
                .mapToDouble(ratios -> Math.sqrt(ratios.stream()
                        .mapToDouble(ratio -> (ratio - 1) * (ratio - 1))
                        .average()
                        .orElse(0)))
                .average()
                .orElse(0);
    }

    double worstGapRatio() {
        return gapRatios().stream()
                .flatMap(List::stream)
                .mapToDouble(ratio -> ratio)
                .max()
                .orElse(0);
    }

    /** What is to be filled: the parts of the day in which the same spots are open, without the fixed plays. */
    List<Span> pieces() {
        return parts().stream().flatMap(part -> withoutFixed(part).stream()).toList();
    }

    /** What is wrong with the sequence as such; empty when nothing is. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        long free = Long.MIN_VALUE;
        for (Slot slot : slots) {
            SpotDemand spot = request.spots().get(slot.spotIndex());
            if (slot.startMs() < free) {
                faults.add("overlap at " + slot);
            }
            if (slot.durationMs() != spot.durationMs()) {
                faults.add("cut " + slot);
            }
            if (!isInside(slot, request.stretches()) || !spot.windows().isEmpty() && !isInside(slot, spot.windows())) {
                faults.add("outside its hours " + slot);
            }
            free = slot.endMs();
        }
        return faults;
    }

    private static boolean isInside(Slot slot, List<Span> spans) {
        return spans.stream().anyMatch(span -> slot.startMs() >= span.fromMs() && slot.endMs() <= span.untilMs());
    }

    /** For every piece how long nothing plays before its end, beyond the shortest play that competes there. */
    List<Long> excessIdle() {
        List<Long> excess = new ArrayList<>();
        for (Span piece : pieces()) {
            long end = piece.fromMs();
            for (Slot slot : slots) {
                if (slot.startMs() >= piece.fromMs() && slot.endMs() <= piece.untilMs()) {
                    end = Math.max(end, slot.endMs());
                }
            }
            long shortest = competingAt(piece.fromMs()).stream()
                    .mapToLong(i -> request.spots().get(i).durationMs())
                    .min()
                    .orElse(Long.MAX_VALUE);
            excess.add(Math.max(0, piece.untilMs() - end - shortest));
        }
        return excess;
    }
}
