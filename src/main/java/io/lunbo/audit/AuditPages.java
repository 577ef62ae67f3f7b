package io.lunbo.audit;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who did what, newest first, and whether the chain is whole. */
@Path("/audit")
@RolesAllowed({"ADMINISTRATOR", "INSPECTOR"}) // the roles are kept above this package
@Produces(MediaType.TEXT_HTML)
public class AuditPages {
    private static final int PAGE = 50;
    private static final DateTimeFormatter READABLE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

    private final AuditTrail auditTrail;

    /**
     * One entry as people read it.
     *
     * @param sequence its place in the chain
     * @param at when it was done
     * @param actor who did it; null for the system itself
     * @param deed what was done
     * @param subject what it was done to
     * @param details the rest
     */
    record Line(long sequence, Instant at, String actor, String deed, String subject, String details) {
        static Line of(AuditEntry entry, Map<String, String> names) {
            String id = entry.actorId() == null ? null : entry.actorId().toString();
            return new Line(
                    entry.sequence(),
                    entry.at(),
                    id == null ? null : names.getOrDefault(id, id),
                    entry.deed(),
                    entry.subject(),
                    entry.details());
        }

        /** The time for a page without scripts. */
        public String readableTime() {
            return READABLE.format(at);
        }
    }

    /**
     * What a look at the whole chain has found.
     *
     * @param intact whether every entry fits the one before
     * @param brokenAt the sequence of the first that does not; 0 where all do
     */
    record Finding(boolean intact, String brokenAt) {
        static Finding of(Optional<Long> firstBroken) {
            return new Finding(firstBroken.isEmpty(), String.valueOf(firstBroken.orElse(0L)));
        }
    }

    @CheckedTemplate
    static final class Templates {
        private Templates() {}

        static native TemplateInstance list(List<Line> lines, Long older, Finding finding);
    }

    AuditPages(AuditTrail auditTrail) {
        this.auditTrail = auditTrail;
    }

    /** The entries before one, or the newest. */
    @GET
    public TemplateInstance list(@QueryParam("before") @DefaultValue("9223372036854775807") long before) {
        return page(before, null);
    }

    /** Recomputes the whole chain and says what it has found. */
    @GET
    @Path("verification")
    public TemplateInstance verification() {
        return page(Long.MAX_VALUE, Finding.of(auditTrail.firstBroken()));
    }

    private TemplateInstance page(long before, Finding finding) {
        List<AuditEntry> entries = auditTrail.before(before, PAGE);
        Map<String, String> names = auditTrail.actorNames(entries);
        long last = entries.isEmpty() ? 1 : entries.get(entries.size() - 1).sequence();
        return Templates.list(
                entries.stream().map(entry -> Line.of(entry, names)).toList(), last > 1 ? last : null, finding);
    }
}
