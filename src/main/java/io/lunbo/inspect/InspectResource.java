package io.lunbo.inspect;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lunbo.access.Role;
import io.lunbo.inspect.PlaysBehind.Seen;
import io.lunbo.reconcile.Cause;
import io.lunbo.reconcile.DayVerdicts.Why;
import io.lunbo.reconcile.Logged;
import io.lunbo.reconcile.Verdict;
import io.lunbo.tally.Proving;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Counts and verdicts for programs. */
@Path("/api/v1")
@RolesAllowed({Role.Names.INSPECTOR, Role.Names.SCHEDULER, Role.Names.PLAYOUT, Role.Names.ADMINISTRATOR})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "proof of play")
public class InspectResource {
    private static final int PROOFS = 60;

    private final Questions questions;
    private final Counts counts;
    private final PlaysBehind behind;
    private final Proving proving;
    private final Clock clock;

    /** By what counts are added up. */
    public enum GroupBy {
        /** Campaign. */
        CAMPAIGN,
        /** Screen. */
        SCREEN,
        /** Date of the screen. */
        DATE,
        /** Elapsed hour of the days. */
        HOUR,
        /** Media. */
        MEDIA
    }

    /**
     * Counts of one group. Planned, logged by devices, confirmed by photos and assumed are never added up.
     *
     * @param planned what the sheets have: the sum of due, excused, notYetDue and assumed
     * @param due what counts (应播): the sum of played, partial, missed, wrong and madeGood
     * @param actual shown in full (实播): played and madeGood
     * @param completionPercent actual by due, one decimal, cut; missing where nothing is due
     * @param logged what devices logged, of any kind
     * @param extra logged although nothing was due
     * @param wrongLogged logged plays that were something else than what was due
     * @param photoConfirmed due plays that a person photographed and saw as planned
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TallyDocument(
            String campaign,
            String screen,
            LocalDate date,
            Integer hour,
            String media,
            int planned,
            int due,
            int actual,
            BigDecimal completionPercent,
            int played,
            int partial,
            int missed,
            int wrong,
            int madeGood,
            int excused,
            Map<Cause, Integer> excusedBy,
            int notYetDue,
            int assumed,
            long dueMs,
            long shownMs,
            int logged,
            int extra,
            int wrongLogged,
            int failed,
            long loggedMs,
            int photoConfirmed) {}

    /**
     * Counts of a period.
     *
     * @param from its first day
     * @param until its last day
     * @param waitingDays screen-days that came new and are not counted in yet
     * @param total the sum
     * @param groups the same by groups
     */
    public record Tallies(
            LocalDate from, LocalDate until, long waitingDays, TallyDocument total, List<TallyDocument> groups) {}

    /** One page of plays; it may have fewer than was asked for where more follow: {@code next} is missing on the last. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record VerdictPage(long total, List<VerdictItem> items, String next) {}

    /**
     * One play with its verdict.
     *
     * @param side due or logged
     * @param startsAt when it was due, or began
     * @param shownMs how long it was shown
     * @param cause why it is excused
     * @param reference the order or outage that excuses it
     * @param why why it is wrong
     * @param logs the ids of the records behind it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record VerdictItem(
            String side,
            String screen,
            LocalDate date,
            Instant startsAt,
            int durationMs,
            String media,
            UUID spot,
            Verdict verdict,
            int shownMs,
            Cause cause,
            String reference,
            Why why,
            List<UUID> logs) {}

    InspectResource(Questions questions, Counts counts, PlaysBehind behind, Proving proving, Clock clock) {
        this.questions = questions;
        this.counts = counts;
        this.behind = behind;
        this.proving = proving;
        this.clock = clock;
    }

    /** Counts by one or several groups. */
    @GET
    @Path("tallies")
    @Operation(summary = "What was due against what was logged, counted")
    public Tallies tallies(@BeanParam Question.Asked asked, @QueryParam("by") List<GroupBy> by) {
        return counts.of(asked, by);
    }

    /** Single plays with their verdicts. */
    @GET
    @Path("verdicts")
    @Operation(summary = "Plays with their verdicts, due or logged, by screen and time")
    public VerdictPage verdicts(@BeanParam Question.Asked asked, @QueryParam("limit") String limit) {
        Instant now = clock.instant();
        Question question = questions.read(asked, now);
        int most = Math.max(1, questions.number("limit", limit, 100, 1_000));
        PlaysBehind.Page page = behind.page(question, asked.cursor, most, now);
        String side = question.logs() ? "logged" : "due";
        return new VerdictPage(
                page.total(),
                page.plays().stream().map(seen -> item(side, seen)).toList(),
                page.next());
    }

    /** What the nightly proofs found. */
    @GET
    @Path("tally-proofs")
    @Operation(summary = "The newest nightly proofs that counts, plays and hourly roll-ups say the same")
    public List<Proving.Proof> proofs() {
        return proving.newest(PROOFS);
    }

    private static VerdictItem item(String side, Seen seen) {
        return new VerdictItem(
                side,
                seen.screen().code(),
                seen.date(),
                Instant.ofEpochMilli(seen.startMs()),
                seen.durationMs(),
                seen.media(),
                seen.spot(),
                seen.verdict(),
                seen.shownMs(),
                seen.cause(),
                seen.reference(),
                seen.why(),
                seen.logs().stream().map(Logged::id).toList());
    }
}
