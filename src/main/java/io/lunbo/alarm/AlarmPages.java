package io.lunbo.alarm;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;

/** What goes on and what was, and the button that says that somebody has taken note. */
@Path("/alarms")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class AlarmPages {
    private static final int PAST = 100;
    private static final int LONGEST_NOTE = 1000;

    private final AlarmRepository alarms;
    private final AlarmKeeping keeping;
    private final CurrentOperator operator;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance list(List<Alarm> open, List<Alarm> past);

        private Templates() {}
    }

    AlarmPages(AlarmRepository alarms, AlarmKeeping keeping, CurrentOperator operator) {
        this.alarms = alarms;
        this.keeping = keeping;
        this.operator = operator;
    }

    @GET
    @Transactional
    public TemplateInstance list() {
        return Templates.list(alarms.open(), alarms.over(PAST));
    }

    @POST
    @Path("/{id}/acknowledgement")
    @RolesAllowed(Role.Names.PLAYOUT)
    public Response acknowledge(UUID id, @RestForm String note) {
        if (note != null && note.length() > LONGEST_NOTE) {
            throw Problem.of(ProblemType.INVALID_INPUT);
        }
        keeping.acknowledge(id, note, operator.account());
        return Response.seeOther(URI.create("/alarms")).build();
    }
}
