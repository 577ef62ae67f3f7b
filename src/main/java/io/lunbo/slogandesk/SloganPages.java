package io.lunbo.slogandesk;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.film.MediaRefusal;
import io.lunbo.media.Media;
import io.lunbo.media.MediaKind;
import io.lunbo.media.MediaRepository;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenKind;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.slogan.SloganNormalisation;
import io.lunbo.slogan.SloganText;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
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
import org.jboss.resteasy.reactive.RestPath;

/** The page on which one slogan is written, with its verdict and its dots beside it. */
@Path("/media/slogans")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class SloganPages {
    private final SloganJudging judging;
    private final SloganIntake intake;
    private final MediaRepository media;
    private final ScreenRepository screens;
    private final CurrentOperator operator;
    private final Language language;

    SloganPages(
            SloganJudging judging,
            SloganIntake intake,
            MediaRepository media,
            ScreenRepository screens,
            CurrentOperator operator,
            Language language) {
        this.judging = judging;
        this.intake = intake;
        this.media = media;
        this.screens = screens;
        this.operator = operator;
        this.language = language;
    }

    /** A verdict as people read it; {@code over} is null where nothing is. */
    public record Sight(SloganVerdict verdict, String error, String over) {
        static Sight of(SloganVerdict verdict, Language language) {
            return new Sight(
                    verdict,
                    verdict.refusal() == null ? null : verdict.refusal().sentence(language),
                    verdict.over() == null ? null : language.text(verdict.over().phrase()));
        }
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance create(String text, Sight sight, List<Screen> signs);

        static native TemplateInstance check(Sight sight);

        static native TemplateInstance preview(Media slogan, List<Screen> signs);

        private Templates() {}
    }

    /** The form. */
    @GET
    @Path("/new")
    @RolesAllowed({Role.Names.SUBMITTER, Role.Names.SCHEDULER})
    public TemplateInstance create() {
        return Templates.create("", null, signs());
    }

    /** Saves a slogan: as it was typed, or as it should be written where the person chose that. */
    @POST
    @Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.MULTIPART_FORM_DATA})
    @RolesAllowed({Role.Names.SUBMITTER, Role.Names.SCHEDULER})
    public Response save(@RestForm String text, @RestForm String evenIfAlike, @RestForm String written) {
        String typed = text == null ? "" : text;
        String chosen =
                "normalised".equals(written) ? SloganNormalisation.of(typed).text() : typed;
        try {
            Media saved = intake.one(chosen, evenIfAlike != null, operator.account());
            return Response.seeOther(URI.create("/media/" + saved.id())).build();
        } catch (Problem problem) {
            return Response.status(422)
                    .entity(Templates.create(typed, refused(typed, problem), signs()))
                    .build();
        }
    }

    /** The verdict on the text as it should be written, or what refuses it as it was typed. */
    private Sight refused(String typed, Problem problem) {
        Sight sight = sight(typed);
        return sight.error() != null || problem.type() == ProblemType.SLOGAN_ALIKE
                ? sight
                : new Sight(sight.verdict(), problem.sentence(language), sight.over());
    }

    /** Says what a text would be as a slogan, while it is being typed. */
    @POST
    @Path("/check")
    @Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.MULTIPART_FORM_DATA})
    public TemplateInstance check(@RestForm String text) {
        return Templates.check(sight(text == null ? "" : text));
    }

    private Sight sight(String typed) {
        return Sight.of(judging.judge(typed, operator.account()), language);
    }

    /** The dots of a text on a sign, for the page's script. */
    @POST
    @Path("/preview")
    @Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.MULTIPART_FORM_DATA})
    @Produces(MediaType.APPLICATION_JSON)
    public SloganPreview preview(@RestForm String text, @RestForm String screen) {
        return preview(text, screen, screens, language);
    }

    static SloganPreview preview(String text, String code, ScreenRepository screens, Language language) {
        Screen sign = screens.byCode(code)
                .filter(one -> one.kind() == ScreenKind.TEXT_SIGN)
                .orElseThrow(() -> Problem.of(ProblemType.SCREEN_UNKNOWN, code));
        try {
            String written = SloganNormalisation.of(text == null ? "" : text).text();
            return SloganPreview.of(SloganText.of(written), sign, language);
        } catch (MediaRefusal e) {
            throw e.problem();
        }
    }

    /** A slogan that is kept, in the dots of signs. */
    @GET
    @Path("/{id}")
    public TemplateInstance kept(@RestPath UUID id) {
        Media slogan = media.findByIdOptional(id)
                .filter(one -> one.kind() == MediaKind.SLOGAN)
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        return Templates.preview(slogan, signs());
    }

    private List<Screen> signs() {
        return screens.inUse().stream()
                .filter(screen -> screen.kind() == ScreenKind.TEXT_SIGN)
                .toList();
    }
}
