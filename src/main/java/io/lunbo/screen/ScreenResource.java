package io.lunbo.screen;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.slogan.SignPace;
import io.lunbo.web.Language;
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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;

/** The screens as JSON. */
@Path("/api/v1/screens")
@Authenticated
public class ScreenResource {
    private final ScreenRepository screens;
    private final ScreenRegistration registration;
    private final CurrentOperator operator;
    private final Language language;

    /**
     * A screen as a client writes it.
     *
     * @param hours opening hours, e.g. {@code 08:00-22:00} or {@code Mon-Fri 08:00-12:00,14:00-22:00; Sat 09:00-23:00}
     * @param unit the code of the unit that runs it
     * @param active false takes it out of use; without it, as it is, and a new screen is in use
     * @param fit whether films of another shape are shown whole or fill it; without it, as it is, and on a new screen whole
     * @param sign how texts are shown; without it, as it is, and on a new screen as usual
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
            ScreenFit fit,
            SignSettings sign) {
        ScreenFacts facts(String knownCode, Optional<Screen> present) {
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
                    active == null ? present.map(Screen::active).orElse(true) : active,
                    fit == null ? present.map(Screen::fit).orElse(ScreenFit.FIT) : fit,
                    sign == null ? present.map(Screen::sign).orElse(SignSettings.USUAL) : sign);
        }
    }

    /**
     * What is to be said of a sign's pace without refusing it.
     *
     * @param source whose rule or finding it is
     */
    public record PaceRemark(SignPace.Remark remark, String source, String sentence) {}

    /**
     * A screen as it is.
     *
     * @param remarks what rules and findings say of the pace of its texts; empty where they have nothing against it
     */
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
            ScreenFit fit,
            SignSettings sign,
            List<PaceRemark> remarks) {
        static ScreenDocument of(Screen screen, Language language) {
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
                    screen.fit(),
                    screen.sign(),
                    remarksOn(screen.sign(), language));
        }

        private static List<PaceRemark> remarksOn(SignSettings sign, Language language) {
            return sign.pace().remarks().stream()
                    .map(remark -> new PaceRemark(remark, remark.source(), language.text(sign.sentence(remark))))
                    .toList();
        }
    }

    /** All screens. */
    public record ScreenList(List<ScreenDocument> items) {}

    ScreenResource(
            ScreenRepository screens, ScreenRegistration registration, CurrentOperator operator, Language language) {
        this.screens = screens;
        this.registration = registration;
        this.operator = operator;
        this.language = language;
    }

    @GET
    @Operation(summary = "All screens")
    public ScreenList list() {
        return new ScreenList(screens.everyone().stream().map(this::document).toList());
    }

    @POST
    @Operation(summary = "Register a screen")
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = ScreenDocument.class, responseCode = "201")
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public RestResponse<ScreenDocument> register(@NotNull ScreenBody body) {
        Screen screen = registration.register(body.facts(body.code(), Optional.empty()), operator.account());
        return RestResponse.ResponseBuilder.<ScreenDocument>created(URI.create("/api/v1/screens/" + screen.code()))
                .entity(document(screen))
                .tag(VersionTag.of(screen.version()))
                .build();
    }

    @GET
    @Operation(summary = "One screen")
    @Path("{code}")
    public RestResponse<ScreenDocument> one(String code) {
        return answer(screens.byCode(code).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND)));
    }

    @PUT
    @Operation(summary = "Change a screen")
    @Path("{code}")
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public RestResponse<ScreenDocument> change(
            String code, @NotNull ScreenBody body, @RestHeader("If-Match") String ifMatch) {
        int seen = VersionTag.required(ifMatch);
        return answer(VersionTag.guarded(
                () -> registration.change(code, body.facts(code, screens.byCode(code)), seen, operator.account())));
    }

    private ScreenDocument document(Screen screen) {
        return ScreenDocument.of(screen, language);
    }

    private RestResponse<ScreenDocument> answer(Screen screen) {
        return RestResponse.ResponseBuilder.ok(document(screen))
                .tag(VersionTag.of(screen.version()))
                .build();
    }
}
