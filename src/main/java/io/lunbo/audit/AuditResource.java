package io.lunbo.audit;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Whether the trail is whole, for programs. */
@Path("/api/v1/audit")
@RolesAllowed({"ADMINISTRATOR", "INSPECTOR"})
public class AuditResource {
    private final AuditTrail auditTrail;

    /**
     * What a look at the whole chain has found.
     *
     * @param intact whether every entry fits the one before
     * @param brokenAt the sequence of the first that does not; null where all do
     */
    public record Verification(boolean intact, Long brokenAt) {}

    AuditResource(AuditTrail auditTrail) {
        this.auditTrail = auditTrail;
    }

    /** Recomputes the whole chain. */
    @GET
    @Operation(summary = "Recompute the whole audit trail and say whether it is whole")
    @Path("verification")
    public Verification verification() {
        Optional<Long> broken = auditTrail.firstBroken();
        return new Verification(broken.isEmpty(), broken.orElse(null));
    }
}
