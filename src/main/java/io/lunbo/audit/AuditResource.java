package io.lunbo.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.lunbo.ledger.AuditLine;
import io.lunbo.ledger.ChainCheck;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** The trail for programs: its entries, the chain as a file, and whether it is whole. */
@Path("/api/v1/audit")
@RolesAllowed({"ADMINISTRATOR", "INSPECTOR"})
public class AuditResource {
    private final AuditTrail auditTrail;
    private final AuditSearch search;
    private final AuditExport export;
    private final AuditGuard guard;

    /**
     * What a look at the whole chain has found.
     *
     * @param intact whether every entry fits the one before, and the kept ends fit the chain
     * @param brokenAt the sequence of the first that does not; null where all do
     * @param broken how it breaks; null where it does not
     * @param entries how many entries hold
     * @param headHash the hash of the last of them
     * @param guarded whether the database itself keeps the service from changing the trail
     */
    public record Verification(
            boolean intact, Long brokenAt, ChainCheck.Break broken, long entries, String headHash, boolean guarded) {}

    /**
     * One entry.
     *
     * @param before how the subject was; null where there was nothing
     * @param after how it is since; null where nothing is left
     * @param details what else is said of it
     */
    public record EntryDocument(
            long sequence,
            String at,
            String actorId,
            String actorName,
            String unitName,
            List<String> roles,
            String origin,
            String address,
            String deed,
            String subject,

            @JsonRawValue @Schema(implementation = Map.class)
            String before,

            @JsonRawValue @Schema(implementation = Map.class)
            String after,

            @JsonRawValue @Schema(implementation = Map.class)
            String details,

            String hash) {
        static EntryDocument of(AuditLine line) {
            return new EntryDocument(
                    line.sequence(),
                    line.at(),
                    line.actorId(),
                    line.actorName(),
                    line.unitName(),
                    line.roles() == null ? List.of() : List.of(line.roles().split(",")),
                    line.origin(),
                    line.address(),
                    line.deed(),
                    line.subject(),
                    line.before(),
                    line.after(),
                    line.details(),
                    line.hash());
        }
    }

    /**
     * One page, newest first.
     *
     * @param next the cursor of the next page; null on the last
     */
    public record EntryPage(List<EntryDocument> items, Long next) {}

    AuditResource(AuditTrail auditTrail, AuditSearch search, AuditExport export, AuditGuard guard) {
        this.auditTrail = auditTrail;
        this.search = search;
        this.export = export;
        this.guard = guard;
    }

    /** The entries of a filter. */
    @GET
    @Operation(summary = "Who did what, newest first; a page stays what it is while entries arrive")
    public EntryPage list(
            @RestQuery @DefaultValue("") String who,
            @RestQuery @DefaultValue("") String deed,
            @RestQuery @DefaultValue("") String subject,
            @RestQuery @DefaultValue("") @Parameter(description = "A part of the unit's name") String unit,
            @RestQuery LocalDate from,
            @RestQuery LocalDate until,
            @RestQuery @DefaultValue("9223372036854775807") long cursor,
            @RestQuery @DefaultValue("50") @Min(1) @Max(500) int limit) {
        var filter = new AuditSearch.Filter(who, deed, subject, unit, from, until);
        List<AuditEntry> found = search.before(filter, cursor, limit + 1);
        List<EntryDocument> items = found.stream()
                .limit(limit)
                .map(entry -> EntryDocument.of(entry.line()))
                .toList();
        return new EntryPage(items, found.size() > limit ? items.get(limit - 1).sequence() : null);
    }

    /** The chain as a file. */
    @GET
    @Path("chain")
    @Produces(AuditExport.JSON_LINES)
    @Operation(
            summary = "The chain with its hashes as JSON lines, whatever its length",
            description =
                    "Each line but the last is an entry; its hash is the SHA-256 of its other values, in their order,"
                            + " as a compact JSON array in UTF-8 (format 2). The last line, {\"head\":\"<sequence>:<hash>\"}, says"
                            + " where the chain ended. The command --verify-audit <file> verifies it.")
    public Response chain(
            @RestQuery @DefaultValue("0") @Parameter(description = "Only entries after this one") long after) {
        return export.chain(after);
    }

    /** Recomputes the whole chain. */
    @GET
    @Path("verification")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Recompute the whole audit trail and say whether it is whole")
    public Verification verification() {
        ChainCheck.Finding finding = auditTrail.verify();
        return new Verification(
                finding.intact(),
                finding.brokenAt(),
                finding.broken(),
                finding.last(),
                finding.hash(),
                guard.guarded());
    }
}
