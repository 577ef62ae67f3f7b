package io.lunbo.photodesk;

import io.lunbo.access.Role;
import io.lunbo.photodesk.EvidenceRetention.Standing;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** For how long photos are kept, as a fragment of the page of the archives. */
@Path("/evidence/retention")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({Role.Names.INSPECTOR, Role.Names.ADMINISTRATOR})
public class RetentionPages {
    private final EvidenceRetention retention;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance retention(Standing standing);

        private Templates() {}
    }

    RetentionPages(EvidenceRetention retention) {
        this.retention = retention;
    }

    /** The fragment. */
    @GET
    public TemplateInstance retention() {
        return Templates.retention(retention.standing());
    }
}
