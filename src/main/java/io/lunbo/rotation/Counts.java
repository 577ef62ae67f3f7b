package io.lunbo.rotation;

import io.lunbo.rotation.SpotDemand.PerDay;
import io.lunbo.rotation.SpotDemand.PerHour;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The plays that are sold by number: each has its own cell of the time in which its spot may play, so that they are evenly spread and every
 * hour has its count. A play should start in its cell; where fixed plays or longer spots fill the cell it may start later, but before its
 * limit (the end of its hour, or of the day).
 */
final class Counts {

    /** One play: not before release, if possible not after latest, never after limit. */
    record Job(int spot, long length, long release, long latest, long limit) {}

    private static final long HOUR = 3_600_000;

    private final Board board;
    private final List<List<Job>> jobs = new ArrayList<>();
    private final int[] next;
    private final long countedLength;

    Counts(Board board, boolean[] admitted) {
        this.board = board;
        int rank = 0;
        int ranks = 0;
        for (boolean one : admitted) {
            ranks += one ? 1 : 0;
        }
        for (int spot = 0; spot < admitted.length; spot++) {
            if (admitted[spot]) {
                jobs.add(jobsOf(spot, rank++, ranks));
            }
        }
        next = new int[jobs.size()];
        countedLength = jobs.stream()
                .filter(ofSpot -> !ofSpot.isEmpty())
                .mapToLong(ofSpot -> ofSpot.get(0).length())
                .sum();
    }

    /** For every admitted spot its plays in order. */
    List<List<Job>> jobs() {
        return jobs;
    }

    static boolean counts(SpotDemand spot) {
        return spot.demand() instanceof PerHour || spot.demand() instanceof PerDay;
    }

    private List<Job> jobsOf(int spot, int rank, int ranks) {
        SpotDemand demand = board.spots.get(spot);
        boolean hourly = demand.demand() instanceof PerHour;
        List<Span> available = available(demand, hourly ? board.request.stretches() : board.open);
        long length = available.stream().mapToLong(Span::lengthMs).sum();
        List<Span> starts = starts(demand);
        List<Job> all = new ArrayList<>();
        long plays = demand.demand() instanceof PerDay perDay
                ? Math.max(0, perDay.plays() - played(spot))
                : (length * ((PerHour) demand.demand()).plays() + HOUR / 2) / HOUR;
        for (long j = 0; j < plays; j++) {
            long begin = hourly ? j * HOUR / ((PerHour) demand.demand()).plays() : j * length / plays;
            long end = hourly ? (j + 1) * HOUR / ((PerHour) demand.demand()).plays() : (j + 1) * length / plays;
            long limit = hourly ? Math.min(length, (begin / HOUR + 1) * HOUR) : length;
            long phase = (end - begin) * rank / (2L * ranks);
            Job job = job(
                    spot,
                    starts,
                    at(available, begin + phase, false),
                    at(available, end, true),
                    at(available, limit, true));
            if (!hourly || !isPast(spot, at(available, begin, false), at(available, end, true))) {
                all.add(job);
            }
        }
        return all;
    }

    /** A cell that is over, or that the history has served. */
    private boolean isPast(int spot, long cellBegin, long cellEnd) {
        if (cellBegin >= board.from) {
            return false;
        }
        boolean served = board.request.past().stream()
                .anyMatch(slot -> slot.spotIndex() == spot && slot.startMs() >= cellBegin && slot.startMs() < cellEnd);
        return cellEnd <= board.from || served;
    }

    private long played(int spot) {
        return board.request.past().stream()
                .filter(slot -> slot.spotIndex() == spot && !board.request.wasFixed(slot))
                .count();
    }

    private Job job(int spot, List<Span> starts, long wanted, long cellEnd, long end) {
        long release = Long.MAX_VALUE;
        long latest = Long.MIN_VALUE;
        long limit = Long.MIN_VALUE;
        for (Span range : starts) {
            if (range.untilMs() > wanted) {
                release = Math.min(release, Math.max(range.fromMs(), wanted));
            }
            if (range.fromMs() < cellEnd) {
                latest = Math.max(latest, Math.min(range.untilMs(), cellEnd) - 1);
            }
            if (range.fromMs() < end) {
                limit = Math.max(limit, Math.min(range.untilMs(), end) - 1);
            }
        }
        long length = board.spots.get(spot).durationMs();
        return new Job(
                spot,
                length,
                Math.min(release, Math.max(limit, wanted)),
                Math.max(latest, Math.min(release, limit)),
                limit);
    }

    static List<Span> available(SpotDemand spot, List<Span> open) {
        List<Span> available = new ArrayList<>();
        for (Span stretch : open) {
            if (spot.windows().isEmpty()) {
                available.add(stretch);
            }
            for (Span window : spot.windows()) {
                long from = Math.max(stretch.fromMs(), window.fromMs());
                long until = Math.min(stretch.untilMs(), window.untilMs());
                if (until > from) {
                    available.add(new Span(from, until));
                }
            }
        }
        available.sort(Comparator.comparingLong(Span::fromMs));
        return available;
    }

    /** Where a play of the spot may begin: inside a piece and inside a window, with room for the whole of it. */
    private List<Span> starts(SpotDemand spot) {
        List<Span> pieces = new ArrayList<>();
        for (Board.Piece piece : board.pieces) {
            pieces.add(new Span(piece.from(), piece.until()));
        }
        List<Span> starts = new ArrayList<>();
        for (Span room : available(spot, pieces)) {
            if (room.lengthMs() >= spot.durationMs()) {
                starts.add(new Span(room.fromMs(), room.untilMs() - spot.durationMs() + 1));
            }
        }
        return starts;
    }

    /** The instant that lies so far in the available time; at a seam, the end of the earlier range or the begin of the later one. */
    private static long at(List<Span> available, long offset, boolean asEnd) {
        long left = offset;
        long end = 0;
        for (Span range : available) {
            if (left < range.lengthMs() || asEnd && left == range.lengthMs()) {
                return range.fromMs() + left;
            }
            left -= range.lengthMs();
            end = range.untilMs();
        }
        return end;
    }

    /** Of the counted plays whose time has come and that fit here, the one that may wait least; −1 if there is none. */
    int due(long now, long until) {
        int best = -1;
        long bestLatest = Long.MAX_VALUE;
        for (int c = 0; c < next.length; c++) {
            if (next[c] < jobs.get(c).size()) {
                Job job = jobs.get(c).get(next[c]);
                boolean fits = job.release() <= now && now <= job.limit() && now + job.length() <= until;
                if (fits
                        && job.latest() < bestLatest
                        && board.spots.get(job.spot()).mayStart(now)) {
                    best = c;
                    bestLatest = job.latest();
                }
            }
        }
        return best;
    }

    /** Whether the counted plays still make their time (or, hard, their limit) when nothing else begins from then on. */
    boolean inTime(long from, boolean hard) {
        if (next.length == 0) {
            return true;
        }
        long[] dues = new long[next.length];
        Job[] urgent = new Job[next.length];
        int count = 0;
        for (int c = 0; c < next.length; c++) {
            if (next[c] < jobs.get(c).size()) {
                Job job = jobs.get(c).get(next[c]);
                long due = hard ? job.limit() : job.latest();
                if (due < from + countedLength) {
                    int at = count++;
                    for (; at > 0 && dues[at - 1] > due; at--) {
                        dues[at] = dues[at - 1];
                        urgent[at] = urgent[at - 1];
                    }
                    dues[at] = due;
                    urgent[at] = job;
                }
            }
        }
        long free = from;
        for (int i = 0; i < count; i++) {
            free = Math.max(free, urgent[i].release());
            if (free > dues[i]) {
                return false;
            }
            free += urgent[i].length();
        }
        return true;
    }

    /** When the next counted play may begin that may not begin yet. */
    long nextStart(long now) {
        long earliest = Long.MAX_VALUE;
        for (int c = 0; c < next.length; c++) {
            if (next[c] < jobs.get(c).size()) {
                Job job = jobs.get(c).get(next[c]);
                long begin = board.spots.get(job.spot()).nextStart(Math.max(now, job.release()));
                earliest = begin > now ? Math.min(earliest, begin) : earliest;
            }
        }
        return earliest;
    }

    Job peek(int c) {
        return jobs.get(c).get(next[c]);
    }

    Job take(int c) {
        return jobs.get(c).get(next[c]++);
    }

    void putBack(int c) {
        next[c]--;
    }

    /** Per spot, how many plays were not placed. */
    int[] missed() {
        int[] missed = new int[board.spots.size()];
        for (int c = 0; c < next.length; c++) {
            List<Job> ofSpot = jobs.get(c);
            if (!ofSpot.isEmpty()) {
                missed[ofSpot.get(0).spot()] += ofSpot.size() - next[c];
            }
        }
        return missed;
    }
}
