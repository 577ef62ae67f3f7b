package io.lunbo.rotation;

import io.lunbo.fairness.Era;
import io.lunbo.fairness.Likes;
import io.lunbo.fairness.Portions;
import io.lunbo.rotation.Loop.Slot;
import io.lunbo.rotation.Loop.Unplaced;
import io.lunbo.rotation.Loop.Unplaced.Reason;
import io.lunbo.rotation.LoopRequest.Mode;
import io.lunbo.rotation.SpotDemand.Share;
import io.lunbo.rotation.SpotDemand.Weight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The request cut to pieces: what stays open around the fixed plays and between the moments at which other spots compete. No play crosses a
 * piece's end. Pieces in which the same spots compete in the same proportion share one era, and so one set of fairness windows.
 */
final class Board {

    /** A range to be filled, and the index of its era. */
    record Piece(long from, long until, int era) {}

    static final long MILLION = 1_000_000;

    final LoopRequest request;
    final List<SpotDemand> spots;
    final List<Span> open = new ArrayList<>();
    final List<Slot> fixed;
    final List<Piece> pieces = new ArrayList<>();
    final List<Era> eras = new ArrayList<>();
    final List<Unplaced> refused;
    final long from;
    final long[] length;
    final Likes likes;
    private final boolean[] competes;
    int competitors;
    private final TreeSet<Long> moments;
    final long scale;

    Board(LoopRequest request) {
        this.refused = new ArrayList<>();
        this.request = request;
        this.spots = request.spots();
        this.length = spots.stream().mapToLong(SpotDemand::durationMs).toArray();
        this.likes = new Likes(
                spots.stream().map(SpotDemand::group).toList(),
                spots.stream().mapToLong(SpotDemand::distanceMs).toArray());
        long historyEnd = request.past().stream().mapToLong(Slot::endMs).max().orElse(Long.MIN_VALUE);
        this.from = Math.max(request.fromMs(), historyEnd);
        for (Span stretch : request.stretches()) {
            if (stretch.untilMs() > from) {
                open.add(new Span(Math.max(stretch.fromMs(), from), stretch.untilMs()));
            }
        }
        competes = new boolean[spots.size()];
        moments = moments();
        LoopPlanner.Admission admission = new LoopPlanner.Admission(request, from, moments);
        fixed = admission.fixed(refused);
        admission.shares(competes, refused);
        cut();
        scale = scale();
    }

    /** The beginnings of everything that is open or changes who competes. */
    private TreeSet<Long> moments() {
        TreeSet<Long> moments = new TreeSet<>();
        for (Span stretch : open) {
            moments.add(stretch.fromMs());
            for (SpotDemand spot : spots) {
                for (Span window : spot.windows()) {
                    addInside(moments, stretch, window.fromMs());
                    addInside(moments, stretch, window.untilMs());
                }
            }
        }
        return moments;
    }

    private static void addInside(TreeSet<Long> moments, Span stretch, long moment) {
        if (moment > stretch.fromMs() && moment < stretch.untilMs()) {
            moments.add(moment);
        }
    }

    private void cut() {
        List<Span> parts = new ArrayList<>();
        List<List<Integer>> members = new ArrayList<>();
        for (Span stretch : open) {
            long begin = stretch.fromMs();
            List<Integer> present = competingAt(begin);
            for (long moment : moments) {
                if (moment > begin
                        && moment < stretch.untilMs()
                        && !competingAt(moment).equals(present)) {
                    parts.add(new Span(begin, moment));
                    members.add(present);
                    begin = moment;
                    present = competingAt(moment);
                }
            }
            parts.add(new Span(begin, stretch.untilMs()));
            members.add(present);
        }
        refuseWhatNeverCompetes(parts, members);
        competitors = (int)
                IntStream.range(0, competes.length).filter(i -> competes[i]).count();
        for (int k = 0; k < parts.size(); k++) {
            addPieces(around(parts.get(k)), members.get(k));
        }
    }

    private List<Integer> competingAt(long moment) {
        List<Integer> present = new ArrayList<>();
        for (int i = 0; i < competes.length; i++) {
            if (competes[i] && spots.get(i).isOpenAt(moment)) {
                present.add(i);
            }
        }
        return present;
    }

    private void refuseWhatNeverCompetes(List<Span> parts, List<List<Integer>> members) {
        long[] longest = new long[spots.size()];
        for (int k = 0; k < parts.size(); k++) {
            for (int i : members.get(k)) {
                for (Span gap : around(parts.get(k))) {
                    longest[i] = Math.max(longest[i], gap.lengthMs());
                }
            }
        }
        for (int i = 0; i < longest.length; i++) {
            long length = spots.get(i).durationMs();
            if (competes[i] && longest[i] < length && !request.wasOpenBefore(spots.get(i), from)) {
                competes[i] = false;
                refused.add(new Unplaced(
                        spots.get(i).id(), longest[i] == 0 ? Reason.NEVER_OPEN : Reason.TOO_LONG, length, longest[i]));
            }
        }
    }

    /** What the fixed plays leave of the range. */
    private List<Span> around(Span part) {
        List<Span> gaps = new ArrayList<>();
        long begin = part.fromMs();
        for (Slot play : fixed) {
            if (play.endMs() > begin && play.startMs() < part.untilMs()) {
                if (play.startMs() > begin) {
                    gaps.add(new Span(begin, play.startMs()));
                }
                begin = play.endMs();
            }
        }
        if (begin < part.untilMs()) {
            gaps.add(new Span(begin, part.untilMs()));
        }
        return gaps;
    }

    /** A spot does not compete in a part of the day in which it fits nowhere. */
    private void addPieces(List<Span> gaps, List<Integer> present) {
        long longest = gaps.stream().mapToLong(Span::lengthMs).max().orElse(0);
        int[] members = present.stream()
                .filter(i -> competes[i] && spots.get(i).durationMs() <= longest)
                .mapToInt(i -> i)
                .toArray();
        Era era = era(members);
        int last = eras.size() - 1;
        if (last < 0 || !Arrays.equals(eras.get(last).spots(), era.spots())) {
            eras.add(era);
        }
        for (Span gap : gaps) {
            pieces.add(new Piece(gap.fromMs(), gap.untilMs(), eras.size() - 1));
        }
    }

    /** The longest of all that compete at some time. */
    long longest() {
        return eras.stream().mapToLong(Era::longest).max().orElse(0);
    }

    private Era era(int[] members) {
        long shares = 0;
        long weights = 0;
        for (int i : members) {
            shares += spots.get(i).demand() instanceof Share share ? share.millionths() : 0;
            weights += spots.get(i).demand() instanceof Weight weight ? weight.weight() : 0;
        }
        boolean plays = request.mode() == Mode.PLAYS;
        int[] present = members;
        if (shares >= MILLION) {
            present = Arrays.stream(members)
                    .filter(i -> spots.get(i).demand() instanceof Share)
                    .toArray();
        }
        long[] portions = new long[present.length];
        long[] units = new long[present.length];
        long longest = 0;
        long shortest = Long.MAX_VALUE;
        for (int k = 0; k < present.length; k++) {
            SpotDemand spot = spots.get(present[k]);
            boolean mixed = shares > 0 && weights > 0;
            portions[k] = spot.demand() instanceof Share share
                    ? share.millionths() * (mixed ? weights : 1)
                    : ((Weight) spot.demand()).weight() * (mixed ? MILLION - shares : 1);
            units[k] = plays ? 1 : spot.durationMs();
            longest = Math.max(longest, spot.durationMs());
            shortest = Math.min(shortest, spot.durationMs());
        }
        long total = Portions.reduce(portions);
        return new Era(
                plays,
                present,
                portions,
                total,
                units,
                longest,
                shortest,
                competitors < 2 ? 0 : 2L * competitors - 3,
                competitors < 2 ? 1 : 2L * competitors - 2);
    }

    /** A denominator in which the debts of all eras are whole numbers, or nearly so. */
    private long scale() {
        if (request.mode() == Mode.TIME) {
            return 1;
        }
        long shortest = spots.stream().mapToLong(SpotDemand::durationMs).min().orElse(1);
        long plays = open.stream().mapToLong(Span::lengthMs).sum() / shortest + 2;
        return Portions.commonScale(request.carry().denominator(), eras, plays);
    }

    /** The debts carried into this request, over the scale, of what still competes; they are made to add up to nothing. */
    long[] debts() {
        return request.carry().debts(request, competes, scale);
    }

    boolean competes(int spot) {
        return competes[spot];
    }

    /** More steps than the era can have: its windows end within one play of every spot's due. */
    int horizon(int index) {
        Era era = eras.get(index);
        long time = pieces.stream()
                .filter(piece -> piece.era() == index)
                .mapToLong(piece -> piece.until() - piece.from())
                .sum();
        double mean = 0;
        for (int k = 0; k < era.spots().length; k++) {
            time += 3 * length[era.spots()[k]];
            mean += (double) era.weights()[k] / era.total() * length[era.spots()[k]];
        }
        return mean == 0 ? 0 : (int) (time / mean) + 2 * era.spots().length + 4;
    }

    /** What competes after an era: the rest of the day, and then, for want of better knowledge, the same day again. */
    List<int[]> erasAfter(int index) {
        return IntStream.range(1, eras.size())
                .mapToObj(next -> eraAfter(index, next).spots())
                .toList();
    }

    Era eraAfter(int index, int next) {
        return eras.get((index + next) % eras.size());
    }

    /** The last few rounds of an era that another one follows. */
    long steerFrom(int index) {
        if (eras.size() == 1) {
            return Long.MAX_VALUE;
        }
        long end = 0;
        for (Piece piece : pieces) {
            end = piece.era() == index ? piece.until() : end;
        }
        long round = 0;
        for (int spot : eras.get(index).spots()) {
            round += length[spot];
        }
        return end - 3 * round - 600_000;
    }

    /** 2 for the same spot, 1 for the same group, else 0. */
    int conflict(int spot, int other) {
        return likes.conflict(spot, other);
    }
}
