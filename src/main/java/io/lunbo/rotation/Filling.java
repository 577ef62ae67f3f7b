package io.lunbo.rotation;

import io.lunbo.fairness.Era;
import io.lunbo.fairness.Quota;
import io.lunbo.fairness.Steering;
import io.lunbo.rotation.Loop.Slot;
import java.util.Arrays;
import java.util.List;

/**
 * Fills the pieces one after the other: counted plays as soon as their time has come, and between them, of the spots that their windows
 * allow, the one with the least conflict with its neighbour and the earliest ideal time. When a piece's end would leave more idle time than
 * its shortest play, or debts that the next era cannot carry, the last plays before it are searched anew.
 */
final class Filling {

    final Plays plays;
    final Board board;
    final Counts counts;
    private final boolean withLoop;
    private final long[] debts;
    private final int[] rank;
    private final Former former;
    Quota quota;
    Era era;
    private int eraIndex = -1;
    long now;
    long until;
    private Slot nextFixed;
    private boolean majority;
    private int begin;
    Steering steering;
    private long steerFrom;

    Filling(Board board, Counts counts, boolean withLoop) {
        this.withLoop = withLoop;
        this.board = board;
        this.counts = counts;
        this.debts = board.debts();
        this.plays = new Plays(board);
        this.former = new Former(board.request.former());
        this.rank = board.request.ranks();
    }

    void fill() {
        for (int p = 0; p < board.pieces.size(); p++) {
            Board.Piece piece = board.pieces.get(p);
            now = piece.from();
            until = piece.until();
            nextFixed = plays.addFixedBefore(now);
            enter(piece.era());
            begin = plays.size;
            former.enter(now);
            greedy(p);
            boolean last =
                    p + 1 == board.pieces.size() || board.pieces.get(p + 1).era() != piece.era();
            new TailSearch(this, p, begin, last).improve();
            if (last) {
                leave();
            }
        }
        plays.addFixedBefore(Long.MAX_VALUE);
    }

    private void enter(int index) {
        if (index != eraIndex) {
            eraIndex = index;
            era = withLoop ? board.eras.get(index) : board.eras.get(index).withoutSpots();
            quota = new Quota(era, debtsOf(era, debts), board.scale, board.horizon(index));
            majority = era.hasMajority();
            steering = new Steering(era, board.erasAfter(index), debts, board.scale);
            steerFrom = board.steerFrom(index);
        }
    }

    private void leave() {
        for (int k = 0; k < era.spots().length; k++) {
            debts[era.spots()[k]] = quota.debtNow(k);
        }
    }

    static long[] debtsOf(Era era, long[] all) {
        return Arrays.stream(era.spots()).mapToLong(spot -> all[spot]).toArray();
    }

    /** What every spot is owed at the end, over the board's scale. */
    long[] debts() {
        return debts;
    }

    private void greedy(int piece) {
        while (step(piece)) {
            // each step adds one play or moves on to the next counted one
        }
    }

    private boolean step(int piece) {
        int counted = counts.due(now, until);
        int best = bestAllowed(false);
        best = best >= 0 && isNeedlessRepeat(best) ? -1 : former.instead(best);
        if (counted >= 0 && (best < 0 || mustNotWait(counted, best))) {
            playJob(counted, piece);
            return true;
        }
        if (best >= 0 && !counts.inTime(now + length(best), false)) {
            int shorter = bestAllowed(true);
            best = shorter >= 0 ? shorter : counts.inTime(now + length(best), true) ? best : -1;
        }
        if (best < 0) {
            best = anyAllowed() ? -1 : leastWrong();
        }
        if (best >= 0) {
            boolean isRepeat = !majority && conflict(era.spots()[best]) == 2;
            if (!isRepeat || !new RepeatSearch(this, piece, begin).goOn()) {
                former.use(era.spots()[best]);
                play(best, piece);
            }
            return true;
        }
        return waitForJob();
    }

    private boolean mustNotWait(int counted, int best) {
        int spot = counts.peek(counted).spot();
        return conflict(spot) <= conflict(era.spots()[best]) || !counts.inTime(now + length(best), false);
    }

    private boolean waitForJob() {
        long next = counts.nextStart(now);
        boolean inPiece = next < until;
        now = inPiece ? next : now;
        return inPiece;
    }

    long length(int k) {
        return board.length[era.spots()[k]];
    }

    void play(int k, int piece) {
        plays.add(era.spots()[k], now, piece, k, quota);
        quota.play(k);
        steering.play(k, 1);
        now += length(k);
    }

    void playJob(int c, int piece) {
        Counts.Job job = counts.take(c);
        plays.addCounted(job, now, piece, c);
        now += job.length();
    }

    void undo() {
        int last = plays.removeLast();
        now = plays.start[last];
        if (plays.kind[last] == Plays.LOOP) {
            quota.undo(plays.member[last]);
            steering.play(plays.member[last], -1);
        } else {
            counts.putBack(plays.member[last]);
        }
    }

    /** A repeat that only the nearness of the piece's end suggests: where no spot has most of the plays, idle time is the smaller evil. */
    boolean isNeedlessRepeat(int k) {
        return !majority && until - now < era.longest() && conflict(era.spots()[k]) == 2;
    }

    private int bestAllowed(boolean keepingCounts) {
        int best = -1;
        int bestConflict = 0;
        for (int k = 0; k < era.spots().length; k++) {
            if (now + length(k) <= until
                    && quota.isDue(k)
                    && (!keepingCounts || counts.inTime(now + length(k), false))) {
                int conflict = cost(k);
                boolean better =
                        best < 0 || conflict < bestConflict || conflict == bestConflict && isDueBefore(k, best);
                if (better && quota.isSafe(k)) {
                    best = k;
                    bestConflict = conflict;
                }
            }
        }
        return best;
    }

    boolean isDueBefore(int k, int other) {
        long difference = quota.centre(k) - quota.centre(other);
        return difference < 0 || difference == 0 && rank[era.spots()[k]] < rank[era.spots()[other]];
    }

    private boolean anyAllowed() {
        for (int k = 0; k < era.spots().length; k++) {
            if (quota.isDue(k) && quota.isSafe(k)) {
                return true;
            }
        }
        return false;
    }

    /** The windows cannot all be kept: the one whose own ends first, or else begins first. */
    private int leastWrong() {
        int best = -1;
        for (int k = 0; k < era.spots().length; k++) {
            if (best < 0 || isLessWrong(k, best)) {
                best = k;
            }
        }
        return best >= 0 && now + length(best) <= until ? best : -1;
    }

    private boolean isLessWrong(int k, int other) {
        boolean mayBegin = quota.mayBegin(k);
        if (mayBegin != quota.mayBegin(other)) {
            return mayBegin;
        }
        return mayBegin ? quota.deadline(k) < quota.deadline(other) : quota.early(k) < quota.early(other);
    }

    int cost(int k) {
        int conflict = conflictBeforeEnd(era.spots()[k], now + length(k));
        return now < steerFrom ? conflict : conflict + 3 * steering.penalty(k);
    }

    /** As {@link Plays#conflictAt}; also beside a fixed play that follows the piece at once, or too near before one. */
    private int conflictBeforeEnd(int spot, long end) {
        int conflict = conflict(spot);
        if (nextFixed != null && nextFixed.startMs() == until && end + era.shortest() > until) {
            conflict = Math.max(conflict, board.conflict(spot, nextFixed.spotIndex()));
        }
        boolean tooNear = conflict == 0
                && nextFixed != null
                && board.likes.isTooNear(spot, nextFixed.spotIndex(), nextFixed.startMs() - now);
        return tooNear ? 1 : conflict;
    }

    int conflict(int spot) {
        return plays.conflictAt(spot, now, plays.size);
    }

    /**
     * The plan that is being replaced. What it had next is played next while the windows allow it; what is not due any more is left out, and
     * what has become due is put in between, so that only what the change asks for is edited.
     */
    private final class Former {

        private static final int REACH = 3;

        private final List<Slot> plan;
        private final boolean[] used;
        private int at;

        Former(List<Slot> plan) {
            this.plan = plan;
            this.used = new boolean[plan.size()];
        }

        void enter(long from) {
            while (at < used.length && plan.get(at).startMs() < from) {
                at++;
            }
        }

        int instead(int best) {
            for (int i = at; i < used.length && i < at + REACH && plan.get(i).startMs() < until; i++) {
                int k = used[i]
                        ? -1
                        : Arrays.binarySearch(era.spots(), plan.get(i).spotIndex());
                boolean isDue = k >= 0 && quota.isAlmostDue(k);
                if (i == at && !isDue && (k < 0 || isFarOff(k))) {
                    at++;
                } else if (isDue
                        && now + length(k) <= until
                        && quota.isSafe(k)
                        && (best < 0 || cost(k) <= cost(best))) {
                    return k;
                }
            }
            return best;
        }

        /** What will be due in a few plays only waits. */
        private boolean isFarOff(int k) {
            return !era.plays() || quota.early(k) > quota.position() + REACH;
        }

        void use(int spot) {
            for (int i = at; i < used.length && i < at + REACH; i++) {
                if (!used[i] && plan.get(i).spotIndex() == spot) {
                    used[i] = true;
                    return;
                }
            }
        }
    }
}
