package io.lunbo.recall;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/** What withdrawn approvals took off the screens, and where there are gaps now. */
@Path("/recalls")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class RecallPages {
    private static final int SHOWN = 100;

    private final SheetRecall recalls;
    private final CurrentOperator operator;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance list(List<Recall> recalls);

        static native TemplateInstance notice(int unseen);
    }

    RecallPages(SheetRecall recalls, CurrentOperator operator) {
        this.recalls = recalls;
        this.operator = operator;
    }

    /** The newest ones. */
    @GET
    public TemplateInstance list() {
        return Templates.list(recalls.newest(SHOWN));
    }

    /** How many nobody has seen yet, as a fragment for the pages of the scheduler. */
    @GET
    @Path("notice")
    public TemplateInstance notice() {
        return Templates.notice(recalls.unseen().size());
    }

    /** The scheduler knows. */
    @POST
    @Path("{id}/seen")
    @RolesAllowed(Role.Names.SCHEDULER)
    public Response seen(UUID id) {
        recalls.seen(id, operator.account());
        return Response.seeOther(URI.create("/recalls")).build();
    }
}
