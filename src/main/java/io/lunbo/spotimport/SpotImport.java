package io.lunbo.spotimport;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignBooking;
import io.lunbo.campaign.CampaignRepository;
import io.lunbo.campaign.Spot;
import io.lunbo.campaign.SpotFacts;
import io.lunbo.campaign.SpotRepository;
import io.lunbo.review.ReviewState;
import io.lunbo.rulecheck.SpotWarnings;
import io.lunbo.spotimport.LineVerdict.Kind;
import io.lunbo.spotimport.SpotLines.Known;
import io.lunbo.spotimport.SpotTable.Line;
import io.lunbo.web.FormErrors;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.Texts.Phrase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.LockModeType;
import jakarta.validation.ConstraintViolationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Judges the lines of a table by booking them and taking it back, and books what was confirmed: all of it, or nothing. */
@ApplicationScoped
class SpotImport {
    /** After so many lines that do not fit beside the others, the rest is not judged: each costs another round. */
    private static final int MOST_MISFITS = 10;

    private final CampaignBooking booking;
    private final CampaignRepository campaigns;
    private final SpotRepository spots;
    private final SpotLines spotLines;
    private final SpotWarnings warnings;
    private final Language language;

    SpotImport(
            CampaignBooking booking,
            CampaignRepository campaigns,
            SpotRepository spots,
            SpotLines spotLines,
            SpotWarnings warnings,
            Language language) {
        this.booking = booking;
        this.campaigns = campaigns;
        this.spots = spots;
        this.spotLines = spotLines;
        this.warnings = warnings;
        this.language = language;
    }

    /** What a campaign has booked, as a mark: another mark, and the verdicts are of before. */
    String mark(String code) {
        return QuarkusTransaction.joiningExisting()
                .call(() -> Integer.toHexString(spots.of(known(code)).stream()
                        .map(spot -> spot.id() + " " + spot.version())
                        .collect(Collectors.joining(","))
                        .hashCode()));
    }

    /** A verdict on each line, in their order; nothing is kept. */
    List<LineVerdict> judge(String code, SpotTable table, Account actor) {
        Map<Line, LineVerdict> verdicts = new HashMap<>();
        boolean fits = triedTogether(code, table.lines(), verdicts);
        if (!fits) {
            table.lines().stream()
                    .filter(line -> verdicts.get(line).bookable())
                    .forEach(line ->
                            verdicts.put(line, tried(code, List.of(line), actor).get(line)));
        }
        List<Line> good = table.lines().stream()
                .filter(line -> verdicts.get(line).bookable())
                .toList();
        for (int misfits = 0; !fits && good.size() > 1; misfits++) {
            List<Line> together = good;
            Map<Line, LineVerdict> tried = tried(code, together, actor);
            if (tried.values().stream().allMatch(LineVerdict::bookable)) {
                break;
            }
            tried.values().stream().filter(one -> !one.bookable()).forEach(one -> verdicts.put(one.line(), one));
            if (misfits == MOST_MISFITS) {
                together.stream()
                        .filter(line -> !tried.containsKey(line))
                        .forEach(line ->
                                verdicts.put(line, new LineVerdict(line, Kind.UNJUDGED, null, null, List.of())));
            }
            good = together.stream()
                    .filter(line -> verdicts.get(line).bookable())
                    .toList();
        }
        return table.lines().stream().map(verdicts::get).toList();
    }

    /**
     * Books all lines in one transaction, or none.
     *
     * @param seenMark what {@link #mark} was when they were judged; null: whatever it is
     */
    List<Spot> book(String code, SpotTable table, String seenMark, Account actor) {
        return QuarkusTransaction.joiningExisting().call(() -> {
            Campaign campaign = known(code);
            campaigns.getEntityManager().lock(campaign, LockModeType.PESSIMISTIC_WRITE);
            if (seenMark != null && !seenMark.equals(mark(code))) {
                throw Problem.of(ProblemType.IMPORT_STALE);
            }
            Known known = spotLines.known(campaign);
            List<SpotFacts> all = new ArrayList<>();
            for (Line line : table.lines()) {
                all.add(spotLines.form(line, known).facts(campaign));
            }
            return booking.bookAll(campaign.id(), all, actor);
        });
    }

    /** Books all lines, asks once for their room, and takes it all back. Says whether those that are bookable have it. */
    private boolean triedTogether(String code, List<Line> lines, Map<Line, LineVerdict> verdicts) {
        QuarkusTransaction.begin();
        try {
            // Each question would look through all that is booked for changes; it is written once, before its room is
            // asked for.
            campaigns.getEntityManager().setFlushMode(FlushModeType.COMMIT);
            Campaign campaign = known(code);
            Known known = spotLines.known(campaign);
            Map<Line, Spot> tried = new LinkedHashMap<>();
            for (Line line : lines) {
                verdicts.put(line, judged(line, () -> {
                    SpotFacts facts = spotLines.form(line, known).facts(campaign);
                    tried.put(line, booking.tryOut(campaign.id(), facts));
                    return List.of();
                }));
            }
            booking.refuseWithoutRoom(List.copyOf(tried.values()));
            tried.forEach((line, spot) -> verdicts.put(line, judged(line, () -> notes(line, spot, known))));
            return true;
        } catch (Problem problem) { // who it is of is found line by line
            return false;
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    /** Books lines one after the other until one is refused, and takes it all back. */
    private Map<Line, LineVerdict> tried(String code, List<Line> lines, Account actor) {
        Map<Line, LineVerdict> verdicts = new HashMap<>();
        QuarkusTransaction.begin();
        try {
            Campaign campaign = known(code);
            Known known = spotLines.known(campaign);
            for (Line line : lines) {
                LineVerdict verdict = tried(campaign, line, known, actor);
                verdicts.put(line, verdict);
                if (!verdict.bookable()) {
                    break; // what it left behind would be judged with the others
                }
            }
            return verdicts;
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    private LineVerdict tried(Campaign campaign, Line line, Known known, Account actor) {
        return judged(line, () -> {
            Spot spot = booking.book(campaign.id(), spotLines.form(line, known).facts(campaign), actor);
            return notes(line, spot, known);
        });
    }

    private List<Phrase> notes(Line line, Spot spot, Known known) {
        List<Phrase> notes = new ArrayList<>();
        if (spotLines.review(line, known).state() != ReviewState.APPROVED) {
            notes.add(new Phrase("spotimport_in_review"));
        }
        notes.addAll(warnings.of(spot));
        return notes;
    }

    /** The verdict on a line: what is to be said of it once it is booked, or why it is not. */
    private LineVerdict judged(Line line, Supplier<List<Phrase>> deed) {
        try {
            List<Phrase> notes = deed.get();
            return new LineVerdict(line, notes.isEmpty() ? Kind.GOOD : Kind.NOTED, null, null, notes);
        } catch (ConstraintViolationException e) {
            Map.Entry<String, String> first = FormErrors.of(e, "campaign", language).fields().entrySet().stream()
                    .findFirst()
                    .orElseThrow(() -> e);
            return new LineVerdict(line, Kind.REFUSED, Column.ofField(first.getKey()), first.getValue(), List.of());
        } catch (Problem problem) {
            boolean often =
                    problem.type() == ProblemType.OVER_DEMAND || problem.type() == ProblemType.SPOT_DEMAND_UNCLEAR;
            Column column = often ? SpotLines.way(line) : Column.of(problem);
            return new LineVerdict(line, Kind.REFUSED, column, problem.sentence(language), List.of());
        }
    }

    private Campaign known(String code) {
        return campaigns.byCode(code).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }
}
