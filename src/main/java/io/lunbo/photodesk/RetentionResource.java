package io.lunbo.photodesk;

import io.lunbo.access.Role;
import io.lunbo.photodesk.EvidenceRetention.Standing;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** For how long photos are kept, over REST. */
@Path("/api/v1/evidence-retention")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Names.INSPECTOR, Role.Names.ADMINISTRATOR})
@Tag(name = "evidence")
public class RetentionResource {
    private final EvidenceRetention retention;

    RetentionResource(EvidenceRetention retention) {
        this.retention = retention;
    }

    /** How it is. */
    @GET
    @Operation(summary = "For how long photos and players' pictures are kept, and how many there are")
    public Standing standing() {
        return retention.standing();
    }
}
