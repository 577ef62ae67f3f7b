package io.lunbo.audit;

import io.lunbo.csv.CsvFile;
import io.lunbo.ledger.ChainCheck;
import io.lunbo.web.Texts;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.resteasy.reactive.RestQuery;

/** Who did what, newest first, and whether the chain is whole. */
@Path("/audit")
@RolesAllowed({"ADMINISTRATOR", "INSPECTOR"}) // the roles are kept above this package
@Produces(MediaType.TEXT_HTML)
public class AuditPages {
    private static final int PAGE = 50;
    private static final String NEWEST = "9223372036854775807";

    private final AuditTrail auditTrail;
    private final AuditSearch search;
    private final AuditExport export;
    private final AuditGuard guard;
    private final Texts texts;

    /** A deed to choose; {@code key} is the message key of its name, null where it has none. */
    record Deed(String name, String key, boolean chosen) {}

    /**
     * What the page shows.
     *
     * @param entries the entries
     * @param filter what was asked for
     * @param deeds the deeds to choose from
     * @param older before which entry the next page ends; null on the last
     * @param later whether newer entries were left out
     * @param finding what a look at the whole chain has found; null where nobody looked
     * @param guarded whether the database itself keeps the service from changing the trail
     */
    record Sight(
            List<AuditSight> entries,
            AuditSearch.Filter filter,
            List<Deed> deeds,
            Long older,
            boolean later,
            ChainCheck.Finding finding,
            boolean guarded) {
        /** The message key of how it breaks. */
        public String brokenKey() {
            return "audit_broken_" + finding.broken().name().toLowerCase(Locale.ROOT);
        }

        /** The entry at which it breaks, without a language's grouping of digits. */
        public String brokenAt() {
            return String.valueOf(finding.brokenAt());
        }

        /** The end of the chain, to be written down. */
        public String head() {
            return finding.last() + ":" + finding.hash();
        }

        /** How many entries hold. */
        public String last() {
            return String.valueOf(finding.last());
        }
    }

    @CheckedTemplate
    static final class Templates {
        private Templates() {}

        static native TemplateInstance list(Sight sight);
    }

    AuditPages(AuditTrail auditTrail, AuditSearch search, AuditExport export, AuditGuard guard, Texts texts) {
        this.auditTrail = auditTrail;
        this.search = search;
        this.export = export;
        this.guard = guard;
        this.texts = texts;
    }

    /** The entries of a filter before one, or the newest. */
    @GET
    public TemplateInstance list(@BeanParam AuditSearch.Filter filter, @RestQuery @DefaultValue(NEWEST) long before) {
        return page(filter, before, null);
    }

    /** Recomputes the whole chain and says what it has found. */
    @GET
    @Path("verification")
    public TemplateInstance verification(@BeanParam AuditSearch.Filter filter) {
        return page(filter, Long.MAX_VALUE, auditTrail.verify());
    }

    /** What was asked for as a table. */
    @GET
    @Path("entries.csv")
    @Produces(CsvFile.MEDIA_TYPE)
    public Response table(@BeanParam AuditSearch.Filter filter) {
        return export.table(filter);
    }

    /** The whole chain with its hashes. */
    @GET
    @Path("chain.jsonl")
    @Produces(AuditExport.JSON_LINES)
    public Response chain() {
        return export.chain(0);
    }

    private TemplateInstance page(AuditSearch.Filter filter, long before, ChainCheck.Finding finding) {
        List<AuditEntry> found = search.before(filter, before, PAGE + 1);
        List<AuditEntry> shown = found.stream().limit(PAGE).toList();
        Map<String, String> names = search.actorNames(shown);
        return Templates.list(new Sight(
                shown.stream().map(entry -> AuditSight.of(entry, names, texts)).toList(),
                filter,
                search.deeds().stream().map(deed -> choice(deed, filter)).toList(),
                found.size() > PAGE ? shown.get(PAGE - 1).sequence() : null,
                before != Long.MAX_VALUE,
                finding,
                guard.guarded()));
    }

    private Deed choice(String deed, AuditSearch.Filter filter) {
        String key = AuditSight.deedKey(deed);
        return new Deed(
                deed, texts.has(key) ? key : null, deed.equals(filter.deed().strip()));
    }
}
