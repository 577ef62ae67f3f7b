package io.lunbo.oddity;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lunbo.access.Role;
import io.lunbo.oddity.OddPlays.Odd;
import io.lunbo.oddity.OddPlays.Page;
import io.lunbo.reconcile.Logged;
import io.lunbo.reconcile.Oddity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Odd plays of many screens as JSON. */
@Path("/api/v1/odd-plays")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Names.INSPECTOR, Role.Names.SCHEDULER, Role.Names.PLAYOUT, Role.Names.ADMINISTRATOR})
@Tag(name = "proof of play")
public class OddResource {
    private static final int USUAL = 100;
    private static final int MOST = 500;

    private final OddPlays plays;

    /**
     * A play that no honest player with a right clock logs. It is marked only: it keeps its verdict and counts.
     *
     * @param screen the screen's code
     * @param date by the screen's calendar
     * @param player who logged it
     * @param id made by the player
     * @param media SHA-256 of what was shown
     * @param oddities what is odd about it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OddPlay(
            String screen,
            LocalDate date,
            UUID player,
            UUID id,
            String media,
            Instant startedAt,
            int durationMs,
            Logged.Outcome outcome,
            UUID spot,
            String sheet,
            UUID takeover,
            Set<Oddity> oddities) {
        static OddPlay of(Odd odd) {
            Logged log = odd.marked().log();
            return new OddPlay(
                    odd.screen().code(),
                    odd.date(),
                    log.player(),
                    log.id(),
                    log.media(),
                    Instant.ofEpochMilli(log.startMs()),
                    log.durationMs(),
                    log.outcome(),
                    log.spot(),
                    log.sheet(),
                    log.takeover(),
                    odd.marked().oddities());
        }
    }

    /**
     * Some of them, the newest days first.
     *
     * @param total how many there are on all pages
     * @param days on how many screen-days
     * @param daysNotLookedAt screen-days of the period that were counted before odd plays were noted; they follow by themselves
     * @param next the cursor of the next page; null on the last
     */
    public record OddPage(long total, long days, long daysNotLookedAt, List<OddPlay> items, String next) {}

    OddResource(OddPlays plays) {
        this.plays = plays;
    }

    /** A page of them; it stays what it is while newer plays come in. */
    @GET
    @Operation(summary = "Records that no honest player with a right clock logs, the newest days first")
    public OddPage list(
            @BeanParam OddPlays.Asked asked,
            @QueryParam("limit") @Parameter(description = "1 to 500, 100 where absent") Integer limit) {
        int atMost = limit == null ? USUAL : limit;
        if (atMost < 1 || atMost > MOST) {
            throw OddPlays.unreadable("limit");
        }
        Page page = plays.page(plays.read(asked), atMost);
        return new OddPage(
                page.total().plays(),
                page.total().days(),
                page.total().unseen(),
                page.plays().stream().map(OddPlay::of).toList(),
                page.next());
    }
}
