package io.lunbo.slogandesk;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.media.Media;
import io.lunbo.slogandesk.SloganLines.Line;
import io.lunbo.slogandesk.SloganVerdict.Doubt;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Saves the good lines of a list in one act, and gives the others back. */
@ApplicationScoped
public class SloganBringing {
    private final SloganJudging judging;
    private final SloganIntake intake;

    SloganBringing(SloganJudging judging, SloganIntake intake) {
        this.judging = judging;
        this.intake = intake;
    }

    /**
     * A line and what the person wants done with it.
     *
     * @param picked whether it is to be saved
     * @param repaired whether it is to be saved with every repair made
     * @param seen the doubts that the person has seen beside it
     */
    record Wish(Line line, boolean picked, boolean repaired, Set<Doubt> seen) {}

    /**
     * What became of a list.
     *
     * @param saved what the library has of it now, in the order of the lines
     * @param taken the verdicts on those lines
     * @param left the lines that were not saved, as they were typed
     * @param refused the verdicts on those of them that were picked
     */
    record Brought(List<Media> saved, List<SloganVerdict> taken, List<Line> left, List<SloganVerdict> refused) {}

    /** Judges the list as it is now and saves what was picked and has no doubt that was not seen; all of that, or none. */
    Brought bring(List<Wish> wishes, Account account) {
        List<SloganVerdict> verdicts = judge(wishes, account);
        List<SloganVerdict> taken = new ArrayList<>();
        List<SloganVerdict> refused = new ArrayList<>();
        List<Line> left = new ArrayList<>();
        for (int at = 0; at < wishes.size(); at++) {
            Wish wish = wishes.get(at);
            SloganVerdict verdict = verdicts.get(at);
            if (wish.picked() && savable(wish, verdict)) {
                taken.add(verdict);
            } else {
                left.add(wish.line());
                if (wish.picked()) {
                    refused.add(verdict);
                }
            }
        }
        List<Media> saved = taken.isEmpty()
                ? List.of()
                : intake.all(taken.stream().map(SloganVerdict::text).toList(), account);
        return new Brought(saved, taken, left, refused);
    }

    /** What the unit has already is no doubt any more: the same list sent twice is saved once. */
    private static boolean savable(Wish wish, SloganVerdict verdict) {
        return verdict.knownAs() != null || verdict.savable(wish.seen());
    }

    private List<SloganVerdict> judge(List<Wish> wishes, Account account) {
        List<SloganVerdict> typed =
                judging.judge(wishes.stream().map(Wish::line).toList(), account);
        if (wishes.stream().noneMatch(Wish::repaired)) {
            return typed;
        }
        List<Line> repaired = new ArrayList<>();
        for (int at = 0; at < wishes.size(); at++) {
            String suggestion = typed.get(at).suggestion();
            Line line = wishes.get(at).line();
            boolean wanted = wishes.get(at).repaired() && suggestion != null;
            repaired.add(wanted ? new Line(line.number(), suggestion) : line);
        }
        return judging.judge(repaired, account);
    }
}
