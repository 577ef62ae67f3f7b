package io.lunbo.timeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lunbo.dayplan.SheetContent;
import io.lunbo.media.MediaTransfer;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.security.Authenticated;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What the pages of this room fetch: days as they come into view, and the files of their pictures. */
@Path("/timeline")
@Authenticated
public class TimelineDoor {
    private final TimelineReading reading;
    private final TimelineFiles files;
    private final ScreenRepository screens;
    private final MediaTransfer transfer;
    private final ObjectMapper json;

    TimelineDoor(
            TimelineReading reading,
            TimelineFiles files,
            ScreenRepository screens,
            MediaTransfer transfer,
            ObjectMapper json) {
        this.reading = reading;
        this.files = files;
        this.screens = screens;
        this.transfer = transfer;
        this.json = json;
    }

    /** One screen's day; what has not changed since is not sent again. */
    @GET
    @Path("/days/{screen}/{date}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Response day(
            @RestPath String screen, @RestPath LocalDate date, @RestQuery boolean drafts, @Context Request request)
            throws IOException {
        Screen where = screens.byCode(screen).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        byte[] day = json.writeValueAsBytes(reading.day(where, date, drafts));
        EntityTag tag = new EntityTag(SheetContent.sha256(day));
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        return (unchanged == null ? Response.ok(day) : unchanged)
                .tag(tag)
                .header("Cache-Control", "private, no-cache")
                .build();
    }

    /** A file that some screen is given, or dots of a text; not the door for players. */
    @GET
    @Path("/files/{sha256}")
    @Produces(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response file(@RestPath String sha256, RoutingContext context) throws IOException {
        String type = files.type(sha256).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        return transfer.file(sha256, type, context);
    }
}
