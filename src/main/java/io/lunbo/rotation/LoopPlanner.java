package io.lunbo.rotation;

import io.lunbo.rotation.Loop.Slot;
import io.lunbo.rotation.Loop.Unplaced;
import io.lunbo.rotation.Loop.Unplaced.Reason;
import io.lunbo.rotation.LoopRequest.FixedPlay;
import io.lunbo.rotation.SpotDemand.PerHour;
import io.lunbo.rotation.SpotDemand.Share;
import io.lunbo.rotation.SpotDemand.Weight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Turns a demand into a sequence of plays.
 *
 * <p>What holds before what, where not everything can: nothing is cut, overlaps or is outside its hours; fixed plays start at their second;
 * counted plays are exact; then the fairness windows; then no idle time that a competing play would fill; then separation, distances and
 * spacing. So with few spots of very different lengths a stretch may end with more idle time than its shortest play
 * ({@link LoopFigures#longIdles()}): playing that one again would be more than its share.
 */
public final class LoopPlanner {

    private static final long HOUR = 3_600_000;

    private LoopPlanner() {}

    /** Plans the request. A pure function; what does not fit is in {@link Loop#unplaced()}, never an exception. */
    public static Loop plan(LoopRequest asked) {
        LoopRequest request = withOwnCarry(asked);
        Board board = new Board(request);
        List<Unplaced> unplaced = new ArrayList<>(board.refused);
        boolean[] admitted = new boolean[request.spots().size()];
        for (int i = 0; i < admitted.length; i++) {
            admitted[i] = Counts.counts(request.spots().get(i));
        }
        Filling filling = fill(board, admitted, true);
        if (lastMissed(filling) >= 0) {
            admitInOrder(board, admitted, unplaced);
            filling = fill(board, admitted, true);
        }
        for (int late = lastMissed(filling); late >= 0; late = lastMissed(filling)) {
            unplaced.add(overDemand(board, admitted, late, filling));
            admitted[late] = false;
            filling = fill(board, admitted, true);
        }
        Spacing.improve(board, filling.plays);
        addStarved(board, filling.plays, unplaced);
        return new Loop(
                filling.plays.slots(),
                unplaced,
                LoopFigures.of(board, filling.plays),
                carry(board, filling.plays, filling.debts()));
    }

    /** What a plan owes at {@code atMs}, for a rebuild from there: counts its plays that begin before. */
    public static Loop.Carry carryAt(LoopRequest asked, Loop planned, long atMs) {
        LoopRequest request = withOwnCarry(asked);
        Board board = new Board(request);
        List<Slot> own = planned.slots().stream()
                .filter(slot -> slot.startMs() >= board.from && !board.request.wasFixed(slot))
                .toList();
        Plays plays = Plays.of(board, own, atMs);
        long[] debts = board.debts();
        plays.settle(debts);
        return carry(board, plays, debts);
    }

    /** A history without its debts: they are what this request's own demand makes of it, but nobody is owed more than the bound. */
    private static LoopRequest withOwnCarry(LoopRequest request) {
        if (request.past().isEmpty() || !request.carry().isEmpty()) {
            return request;
        }
        LoopRequest whole = request.rebuiltFrom(Long.MIN_VALUE, List.of(), Loop.Carry.none());
        Loop before = new Loop(
                request.history(), List.of(), new LoopFigures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0), Loop.Carry.none());
        Loop.Carry carry = carryAt(whole, before, Long.MAX_VALUE);
        long most = request.mode() == LoopRequest.Mode.PLAYS ? carry.denominator() / 2 : new Board(whole).longest() / 2;
        Map<String, Long> owed = new TreeMap<>();
        carry.owed().forEach((id, debt) -> owed.put(id, Math.max(-most, Math.min(most, debt))));
        return request.withCarry(new Loop.Carry(carry.mode(), carry.denominator(), owed, carry.lastSpot()));
    }

    private static Filling fill(Board board, boolean[] admitted, boolean withLoop) {
        Filling filling = new Filling(board, new Counts(board, admitted), withLoop);
        filling.fill();
        return filling;
    }

    private static int lastMissed(Filling filling) {
        int[] missed = filling.counts.missed();
        int last = -1;
        for (int spot = 0; spot < missed.length; spot++) {
            last = missed[spot] > 0 ? spot : last;
        }
        return last;
    }

    /** Admits the counted spots one by one, each only if all its plays fit beside those before it. */
    private static void admitInOrder(Board board, boolean[] admitted, List<Unplaced> unplaced) {
        boolean[] wanted = admitted.clone();
        Arrays.fill(admitted, false);
        for (int spot = 0; spot < wanted.length; spot++) {
            if (wanted[spot]) {
                admitted[spot] = true;
                Filling trial = fill(board, admitted, false);
                if (lastMissed(trial) >= 0) {
                    unplaced.add(overDemand(board, admitted, spot, trial));
                    admitted[spot] = false;
                }
            }
        }
    }

    /** In the hour, or the day, of the refused spot: what it and the admitted ones ask, and what the fixed plays leave. */
    private static Unplaced overDemand(Board board, boolean[] admitted, int refused, Filling trial) {
        Counts counts = new Counts(board, admitted);
        SpotDemand spot = board.spots.get(refused);
        List<Span> available = Counts.available(spot, board.open);
        long time = available.stream().mapToLong(Span::lengthMs).sum();
        long possible = time - overlap(available, board.fixed);
        long asked = 0;
        long own = 0;
        for (List<Counts.Job> ofSpot : counts.jobs()) {
            for (Counts.Job job : ofSpot) {
                boolean meets = available.stream()
                        .anyMatch(span -> span.fromMs() <= job.latest() && job.release() < span.untilMs());
                asked += meets || job.spot() == refused ? job.length() : 0;
                own += job.spot() == refused ? job.length() : 0;
            }
        }
        if (time == 0 || own == 0) {
            return new Unplaced(spot.id(), Reason.NEVER_OPEN, spot.durationMs(), 0);
        }
        if (asked <= possible) {
            asked = own;
            possible = Math.max(0, own - Math.max(1, trial.counts.missed()[refused]) * spot.durationMs());
        }
        boolean hourly = spot.demand() instanceof PerHour;
        return new Unplaced(
                spot.id(),
                Reason.OVER_DEMAND,
                hourly ? perHour(asked, time) : asked,
                hourly ? perHour(possible, time) : possible);
    }

    private static long perHour(long ms, long time) {
        return Math.round((double) ms * HOUR / time);
    }

    private static long overlap(List<Span> spans, List<Slot> slots) {
        long sum = 0;
        for (Span span : spans) {
            for (Slot slot : slots) {
                sum += Math.max(0, Math.min(span.untilMs(), slot.endMs()) - Math.max(span.fromMs(), slot.startMs()));
            }
        }
        return sum;
    }

    /** Spots by weight or share for which the fixed and counted plays leave nothing at all. */
    private static void addStarved(Board board, Plays plays, List<Unplaced> unplaced) {
        boolean[] eraPlays = new boolean[board.eras.size()];
        for (int i = 0; i < plays.size; i++) {
            if (plays.kind[i] == Plays.LOOP) {
                eraPlays[board.pieces.get(plays.piece[i]).era()] = true;
            }
        }
        boolean[] served = new boolean[board.spots.size()];
        boolean[] inEra = new boolean[board.spots.size()];
        for (int e = 0; e < eraPlays.length; e++) {
            for (int spot : board.eras.get(e).spots()) {
                served[spot] |= eraPlays[e];
                inEra[spot] = true;
            }
        }
        for (int spot = 0; spot < served.length; spot++) {
            if (board.competes(spot)
                    && !served[spot]
                    && (inEra[spot] || board.request.past().isEmpty())) {
                unplaced.add(new Unplaced(board.spots.get(spot).id(), Reason.NO_ROOM_LEFT, board.length[spot], 0));
            }
        }
    }

    private static Loop.Carry carry(Board board, Plays plays, long[] debts) {
        Map<String, Long> owed = new TreeMap<>();
        for (int spot = 0; spot < debts.length; spot++) {
            if (board.competes(spot)) {
                owed.put(board.spots.get(spot).id(), debts[spot]);
            }
        }
        String last = plays.size == 0
                ? null
                : board.spots.get(plays.spot[plays.size - 1]).id();
        return new Loop.Carry(board.request.mode(), board.scale, owed, last);
    }

    /** Decides which fixed plays and which shares can be kept, and refuses the others with numbers. */
    static final class Admission {

        private final LoopRequest request;
        private final List<SpotDemand> spots;
        private final long from;
        private final TreeSet<Long> moments;

        Admission(LoopRequest request, long from, TreeSet<Long> moments) {
            this.request = request;
            this.spots = request.spots();
            this.from = from;
            this.moments = moments;
        }

        /** The fixed plays that can be kept, ascending. */
        List<Slot> fixed(List<Unplaced> refused) {
            List<Slot> fixed = new ArrayList<>();
            Map<String, Integer> indexes = new HashMap<>();
            for (int i = 0; i < spots.size(); i++) {
                indexes.put(spots.get(i).id(), i);
            }
            long busyUntil = Long.MIN_VALUE;
            List<FixedPlay> byTime = request.fixed().stream()
                    .filter(play -> play.atMs() >= request.fromMs())
                    .sorted(Comparator.comparingLong(FixedPlay::atMs))
                    .toList();
            for (FixedPlay play : byTime) {
                int spot = indexes.get(play.id());
                long length = spots.get(spot).durationMs();
                long room = roomAt(play.atMs(), spots.get(spot));
                if (room < length) {
                    refused.add(new Unplaced(play.id(), Reason.FIXED_OUTSIDE_HOURS, length, Math.max(0, room)));
                } else if (play.atMs() < Math.max(busyUntil, from)) {
                    refused.add(new Unplaced(play.id(), Reason.FIXED_OVERLAP, length, 0));
                } else {
                    fixed.add(new Slot(play.atMs(), spot, length));
                    busyUntil = play.atMs() + length;
                }
            }
            return fixed;
        }

        /** How long something that begins then could be. */
        private long roomAt(long at, SpotDemand spot) {
            long room = 0;
            for (Span stretch : request.stretches()) {
                if (stretch.contains(at, 1)) {
                    room = stretch.untilMs() - at;
                }
            }
            if (spot.windows().isEmpty() || room == 0) {
                return room;
            }
            long inWindow = 0;
            for (Span window : spot.windows()) {
                if (window.contains(at, 1)) {
                    inWindow = Math.max(inWindow, window.untilMs() - at);
                }
            }
            return Math.min(room, inWindow);
        }

        /** Refuses, in the request's order, every share that would make more than the whole of some moment. */
        void shares(boolean[] competes, List<Unplaced> refused) {
            for (int i = 0; i < spots.size(); i++) {
                competes[i] =
                        spots.get(i).demand() instanceof Share || spots.get(i).demand() instanceof Weight;
                if (spots.get(i).demand() instanceof Share) {
                    long worst = 0;
                    for (long moment : moments) {
                        worst = Math.max(worst, sharesAt(moment, i, competes));
                    }
                    if (worst > Board.MILLION) {
                        competes[i] = false;
                        refused.add(new Unplaced(spots.get(i).id(), Reason.SHARES_EXCEED_WHOLE, worst, Board.MILLION));
                    }
                }
            }
        }

        private long sharesAt(long moment, int last, boolean[] competes) {
            if (!spots.get(last).isOpenAt(moment)) {
                return 0;
            }
            long sum = 0;
            for (int i = 0; i <= last; i++) {
                if (competes[i]
                        && spots.get(i).demand() instanceof Share share
                        && spots.get(i).isOpenAt(moment)) {
                    sum += share.millionths();
                }
            }
            return sum;
        }
    }
}
