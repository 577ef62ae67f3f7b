package io.lunbo.reconcile;

import io.lunbo.reconcile.DayVerdicts.DueVerdict;
import io.lunbo.reconcile.DayVerdicts.LogVerdict;
import io.lunbo.reconcile.DayVerdicts.Why;
import io.lunbo.reconcile.Logged.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives every due and every logged play of a screen's day its verdict.
 *
 * <ol>
 *   <li>What players logged for a takeover is excused and matches nothing.
 *   <li>Whole plays are paired one to one with due plays of the same media by their starts ({@link StartMatching}). One that is
 *       too short makes its due play partial.
 *   <li>Cut plays and failures belong to the due play of the same media in whose time they lie; several are one due play.
 *   <li>A due play that is not played in full is excused where an {@link Absence} touches its time.
 *   <li>What the sheet in force does not have, or what names another version, is wrong; where it took more than half of the
 *       time of a due play that was not shown, that one is wrong, too.
 *   <li>A whole play that is left makes good the earliest missed play of the same media before it.
 *   <li>What is left and took the place of a missed play is wrong with it; everything else is extra.
 * </ol>
 */
public final class Matcher {
    private final DayFacts facts;
    private final Tolerance tolerance;
    private final List<DueState> dues = new ArrayList<>();
    private final List<Logged> logs;
    private final int longest;
    private final Map<Logged, LogVerdict> verdicts = new IdentityHashMap<>();

    private Matcher(DayFacts facts, Tolerance tolerance) {
        this.facts = facts;
        this.tolerance = tolerance;
        this.logs = facts.logs().stream().sorted(Logged.ORDER).toList();
        facts.dues().stream()
                .sorted(Comparator.comparingLong(Due::startMs)
                        .thenComparing(Due::media)
                        .thenComparing(Due::durationMs)
                        .thenComparing(due -> due.spot().toString()))
                .forEach(due -> dues.add(new DueState(due)));
        this.longest = facts.dues().stream().mapToInt(Due::durationMs).max().orElse(0);
    }

    /** The verdicts of a day. */
    public static DayVerdicts match(DayFacts facts, Tolerance tolerance) {
        Matcher matcher = new Matcher(facts, tolerance);
        matcher.setTakeoversApart();
        matcher.pairByStart();
        matcher.gatherFragments();
        matcher.judgeDues();
        matcher.findWhatSheetDoesNotHave();
        matcher.makeGood();
        matcher.judgeTheRest();
        return matcher.verdicts();
    }

    private void setTakeoversApart() {
        for (Logged log : logs) {
            if (log.takeover() != null) {
                say(log, Verdict.EXCUSED, null, null);
            }
        }
    }

    private void pairByStart() {
        Map<String, List<DueState>> duesOf = new HashMap<>();
        dues.forEach(due -> duesOf.computeIfAbsent(due.due.media(), media -> new ArrayList<>())
                .add(due));
        Map<String, List<Logged>> logsOf = new HashMap<>();
        left(Outcome.COMPLETED)
                .forEach(log -> logsOf.computeIfAbsent(log.media(), media -> new ArrayList<>())
                        .add(log));
        StartMatching matching = new StartMatching(tolerance.startMs(), (due, log) -> {
            due.logs.add(log);
            due.full = fills(log, due.due);
            say(log, due.full ? Verdict.PLAYED : Verdict.PARTIAL, null, due.due);
        });
        duesOf.forEach((media, some) -> matching.match(some, logsOf.getOrDefault(media, List.of())));
    }

    private boolean fills(Logged log, Due due) {
        return log.durationMs() >= due.durationMs() - tolerance.lengthMs();
    }

    private void gatherFragments() {
        for (Logged log : logs) {
            if (!verdicts.containsKey(log) && log.outcome() != Outcome.COMPLETED) {
                DueState due = around(log);
                if (due != null) {
                    due.logs.add(log);
                    say(log, log.outcome() == Outcome.FAILED ? Verdict.FAILED : Verdict.PARTIAL, null, due.due);
                }
            }
        }
    }

    /** The due play in whose time a cut play lies: the one that it overlaps most, of several the nearest, the earliest. */
    private DueState around(Logged log) {
        DueState found = null;
        for (int i = firstEndingAfter(log.startMs()); i < dues.size(); i++) {
            DueState due = dues.get(i);
            if (due.startMs() - tolerance.startMs() > log.startMs()) {
                break;
            }
            boolean inside = due.due.media().equals(log.media())
                    && !due.full
                    && log.startMs() < due.due.endMs()
                    && log.endMs() <= due.due.endMs() + tolerance.startMs();
            if (inside && (found == null || nearer(log, due, found))) {
                found = due;
            }
        }
        return found;
    }

    private static boolean nearer(Logged log, DueState due, DueState found) {
        long more = due.coveredBy(log) - found.coveredBy(log);
        return more > 0
                || more == 0 && Math.abs(due.startMs() - log.startMs()) < Math.abs(found.startMs() - log.startMs());
    }

    /** Due plays of two versions may overlap, but none is longer than a day's longest. */
    private int firstEndingAfter(long ms) {
        int low = 0;
        int high = dues.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (dues.get(middle).startMs() + longest <= ms) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void judgeDues() {
        for (DueState due : dues) {
            boolean over = due.due.endMs() + tolerance.lateMs() <= facts.asOfMs();
            due.absence = due.full ? null : absence(due.due);
            if (due.full) {
                due.verdict = Verdict.PLAYED;
            } else if (!over) {
                due.verdict = Verdict.NOT_YET_DUE;
            } else if (due.absence != null) {
                due.verdict = Verdict.EXCUSED;
            } else if (due.shownMs(tolerance.startMs()) > 0) {
                due.verdict = Verdict.PARTIAL;
            } else {
                due.verdict = facts.hasPlayer() ? Verdict.MISSED : Verdict.ASSUMED;
            }
        }
    }

    private Absence absence(Due due) {
        return facts.absences().stream()
                .filter(absence -> absence.touches(due))
                .min(Comparator.comparing(Absence::cause)
                        .thenComparingLong(Absence::fromMs)
                        .thenComparing(absence -> String.valueOf(absence.reference())))
                .orElse(null);
    }

    private void findWhatSheetDoesNotHave() {
        for (Logged log : logs) {
            if (!verdicts.containsKey(log) && log.outcome() != Outcome.FAILED && facts.has(log)) {
                Why why = whyWrong(log);
                if (why != null && duringTakeover(log)) {
                    say(log, Verdict.EXCUSED, null, null);
                } else if (why != null) {
                    say(log, Verdict.WRONG, why, takePlace(log));
                }
            }
        }
    }

    /** Not every player names the order that it followed. */
    private boolean duringTakeover(Logged log) {
        return facts.absences().stream()
                .anyMatch(absence -> absence.cause() == Cause.TAKEOVER
                        && absence.fromMs() - tolerance.startMs() <= log.startMs()
                        && log.startMs() < absence.untilMs());
    }

    private Why whyWrong(Logged log) {
        DayFacts.Version version = facts.inForce(log.startMs());
        if (version == null) {
            return null;
        }
        boolean elsewhere = facts.versions().stream()
                .anyMatch(other -> other != version
                        && (other.media().contains(log.media())
                                || other.sha256().equals(log.sheet())));
        if (!version.media().contains(log.media())) {
            return elsewhere ? Why.VERSION : Why.MEDIA;
        }
        return log.sheet() == null || log.sheet().equals(version.sha256()) ? null : Why.VERSION;
    }

    /** The first missed play of which this one took more than half; it is wrong from now on. */
    private Due takePlace(Logged log) {
        for (int i = firstEndingAfter(log.startMs()); i < dues.size(); i++) {
            DueState due = dues.get(i);
            if (due.startMs() >= log.endMs()) {
                return null;
            }
            if (facts.has(due.due) && due.open() && 2 * due.coveredBy(log) > due.due.durationMs()) {
                due.verdict = Verdict.WRONG;
                due.logs.add(log);
                return due.due;
            }
        }
        return null;
    }

    private void makeGood() {
        Map<String, List<DueState>> missed = new HashMap<>();
        dues.stream()
                .filter(due -> due.open() && facts.has(due.due))
                .forEach(due -> missed.computeIfAbsent(due.due.media(), media -> new ArrayList<>())
                        .add(due));
        for (Logged log : left(Outcome.COMPLETED)) {
            List<DueState> some = facts.has(log) ? missed.getOrDefault(log.media(), List.of()) : List.of();
            some.stream()
                    .filter(due -> due.startMs() <= log.startMs() && fills(log, due.due))
                    .findFirst()
                    .ifPresent(due -> {
                        some.remove(due);
                        due.verdict = Verdict.MADE_GOOD;
                        due.logs.add(log);
                        say(log, Verdict.MADE_GOOD, null, due.due);
                    });
        }
    }

    private void judgeTheRest() {
        for (Logged log : logs) {
            if (!verdicts.containsKey(log) && facts.has(log)) {
                if (log.outcome() == Outcome.FAILED) {
                    say(log, Verdict.FAILED, null, null);
                } else {
                    Due due = takePlace(log);
                    say(log, due == null ? Verdict.EXTRA : Verdict.WRONG, due == null ? null : Why.PLACE, due);
                }
            }
        }
    }

    private List<Logged> left(Outcome outcome) {
        return logs.stream()
                .filter(log -> log.outcome() == outcome && !verdicts.containsKey(log))
                .toList();
    }

    private void say(Logged log, Verdict verdict, Why why, Due due) {
        verdicts.put(log, new LogVerdict(log, verdict, why, due));
    }

    private DayVerdicts verdicts() {
        List<DueVerdict> ofDues = dues.stream()
                .filter(due -> facts.has(due.due))
                .map(this::verdict)
                .toList();
        List<LogVerdict> ofLogs = logs.stream()
                .map(verdicts::get)
                .filter(said -> said != null && (said.due() == null ? facts.has(said.log()) : facts.has(said.due())))
                .toList();
        return new DayVerdicts(ofDues, ofLogs);
    }

    private DueVerdict verdict(DueState state) {
        boolean excused = state.verdict == Verdict.EXCUSED;
        boolean shown = state.verdict != Verdict.WRONG;
        int shownMs = state.full
                ? state.due.durationMs()
                : state.verdict == Verdict.MADE_GOOD
                        ? state.due.durationMs()
                        : shown ? state.shownMs(tolerance.startMs()) : 0;
        return new DueVerdict(
                state.due,
                state.verdict,
                excused ? state.absence.cause() : null,
                excused ? state.absence.reference() : null,
                shownMs,
                state.logs.stream().sorted(Logged.ORDER).toList());
    }
}
