package io.lunbo.screen;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.VersionTag;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;

/** The screens as JSON. */
@Path("/api/v1/screens")
@Authenticated
public class ScreenResource {
    private final ScreenRepository screens;
    private final ScreenRegistration registration;
    private final CurrentOperator operator;

    /**
     * A screen as a client writes it.
     *
     * @param hours opening hours, e.g. {@code 08:00-22:00} or {@code Mon-Fri 08:00-12:00,14:00-22:00; Sat 09:00-23:00}
     * @param unit the code of the unit that runs it
     * @param active false takes it out of use; without it, it is in use
     * @param fit whether films of another shape are shown whole or fill it; without it, whole
     */
    public record ScreenBody(
            String code,
            String name,
            ScreenKind kind,
            Integer widthPx,
            Integer heightPx,
            ScreenColor color,
            String timeZone,
            String hours,
            String unit,
            String assumed,
            Boolean active,
            ScreenFit fit) {
        ScreenFacts facts(String knownCode) {
            boolean inUse = active == null || active;
            return new ScreenFacts(
                    knownCode,
                    name,
                    kind,
                    widthPx,
                    heightPx,
                    color,
                    timeZone,
                    hours,
                    unit,
                    assumed,
                    inUse,
                    fit == null ? ScreenFit.FIT : fit);
        }
    }

    /** A screen as it is. */
    public record ScreenDocument(
            UUID id,
            String code,
            String name,
            ScreenKind kind,
            int widthPx,
            int heightPx,
            ScreenColor color,
            String timeZone,
            String hours,
            String unit,
            String assumed,
            boolean active,
            ScreenFit fit) {
        static ScreenDocument of(Screen screen) {
            return new ScreenDocument(
                    screen.id(),
                    screen.code(),
                    screen.name(),
                    screen.kind(),
                    screen.widthPx(),
                    screen.heightPx(),
                    screen.color(),
                    screen.timeZone().getId(),
                    screen.hours(),
                    screen.unit().code(),
                    screen.assumed(),
                    screen.active(),
                    screen.fit());
        }
    }

    /** All screens. */
    public record ScreenList(List<ScreenDocument> items) {}

    ScreenResource(ScreenRepository screens, ScreenRegistration registration, CurrentOperator operator) {
        this.screens = screens;
        this.registration = registration;
        this.operator = operator;
    }

    @GET
    public ScreenList list() {
        return new ScreenList(
                screens.everyone().stream().map(ScreenDocument::of).toList());
    }

    @POST
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public RestResponse<ScreenDocument> register(@NotNull ScreenBody body) {
        Screen screen = registration.register(body.facts(body.code()), operator.account());
        return RestResponse.ResponseBuilder.<ScreenDocument>created(URI.create("/api/v1/screens/" + screen.code()))
                .entity(ScreenDocument.of(screen))
                .tag(VersionTag.of(screen.version()))
                .build();
    }

    @GET
    @Path("{code}")
    public RestResponse<ScreenDocument> one(String code) {
        return answer(screens.byCode(code).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND)));
    }

    @PUT
    @Path("{code}")
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public RestResponse<ScreenDocument> change(
            String code, @NotNull ScreenBody body, @RestHeader("If-Match") String ifMatch) {
        int seen = VersionTag.required(ifMatch);
        return answer(VersionTag.guarded(() -> registration.change(code, body.facts(code), seen, operator.account())));
    }

    private static RestResponse<ScreenDocument> answer(Screen screen) {
        return RestResponse.ResponseBuilder.ok(ScreenDocument.of(screen))
                .tag(VersionTag.of(screen.version()))
                .build();
    }
}
