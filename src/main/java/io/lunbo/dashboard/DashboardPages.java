package io.lunbo.dashboard;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;

/** The first page that an operator sees. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class DashboardPages {
    private final Wall wall;
    private final Clock clock;

    DashboardPages(Wall wall, Clock clock) {
        this.wall = wall;
        this.clock = clock;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance dashboard(Wall.View wall);

        private Templates() {}
    }

    /** Every screen at this moment. */
    @GET
    public TemplateInstance dashboard() {
        return Templates.dashboard(wall.at(clock.instant()));
    }
}
