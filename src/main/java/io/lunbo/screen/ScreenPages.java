package io.lunbo.screen;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.access.Unit;
import io.lunbo.access.UnitRepository;
import io.lunbo.web.FormErrors;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The screens, and the form that registers and changes them. */
@Path("/screens")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class ScreenPages {
    private static final Map<ProblemType, String> FIELD_OF = Map.of(
            ProblemType.SCREEN_CODE_TAKEN, "code",
            ProblemType.OPENING_HOURS_INVALID, "hours",
            ProblemType.TIME_ZONE_UNKNOWN, "timeZone",
            ProblemType.SIGN_SPEED_REFUSED, "charactersPerSecond",
            ProblemType.SIGN_HOLD_REFUSED, "shortestHoldMs",
            ProblemType.SIGN_ROWS_TOO_LOW, "rows",
            ProblemType.UNIT_UNKNOWN, "unit");

    private final ScreenRepository screens;
    private final ScreenRegistration registration;
    private final UnitRepository units;
    private final CurrentOperator operator;
    private final Language language;

    /**
     * What is on the page beside the form itself.
     *
     * @param code the screen's code; null for a new one
     * @param form what is or was typed
     * @param units the units to choose from
     * @param errors what is wrong with it
     * @param writable whether this person may save it
     */
    public record Editing(
            String code, ScreenForm form, List<Unit> units, FormErrors errors, boolean writable, List<PaceWord> pace) {
        /** Where the form is sent. */
        public String action() {
            return code == null ? "/screens" : "/screens/" + code;
        }
    }

    /** What is said of a pace, and whether it is refused for it. */
    public record PaceWord(String sentence, boolean refusal) {}

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance list(List<Screen> screens);

        static native TemplateInstance form(Editing editing);

        static native TemplateInstance pace(List<PaceWord> words);
    }

    ScreenPages(
            ScreenRepository screens,
            ScreenRegistration registration,
            UnitRepository units,
            CurrentOperator operator,
            Language language) {
        this.screens = screens;
        this.registration = registration;
        this.units = units;
        this.operator = operator;
        this.language = language;
    }

    @GET
    public TemplateInstance list() {
        return Templates.list(screens.everyone());
    }

    @GET
    @Path("new")
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public TemplateInstance blank() {
        return page(null, ScreenForm.blank(), FormErrors.none());
    }

    @POST
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public Response register(@BeanParam ScreenForm form) {
        return answer(null, form, () -> registration.register(form.facts(form.code()), operator.account()));
    }

    @GET
    @Path("{code}")
    public TemplateInstance edit(String code) {
        return page(code, ScreenForm.of(known(code)), FormErrors.none());
    }

    /** Says what rules and findings have against a pace, while it is being typed. */
    @POST
    @Path("pace")
    public TemplateInstance pace(@BeanParam ScreenForm form) {
        return Templates.pace(words(form));
    }

    private List<PaceWord> words(ScreenForm form) {
        SignSettings sign = form.sign();
        if (sign.charactersPerSecond() == null || sign.shortestHoldMs() == null) {
            return List.of();
        }
        return sign.pace().remarks().stream()
                .map(remark -> new PaceWord(language.text(sign.sentence(remark)), remark.refusal()))
                .toList();
    }

    @POST
    @Path("{code}")
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public Response change(String code, @BeanParam ScreenForm form) {
        known(code);
        return answer(
                code, form, () -> registration.change(code, form.facts(code), form.seenVersion(), operator.account()));
    }

    private Response answer(String code, ScreenForm form, Runnable deed) {
        try {
            deed.run();
            return Response.seeOther(URI.create("/screens")).build();
        } catch (ConstraintViolationException e) {
            return again(code, form, FormErrors.of(e, "screen", language), 422);
        } catch (Problem problem) {
            // The typed values stay, and saving them again is a choice made knowing of the other change.
            ScreenForm kept = problem.type() == ProblemType.CONFLICT
                    ? form.over(known(code).version())
                    : form;
            return again(
                    code,
                    kept,
                    FormErrors.of(problem, FIELD_OF, language),
                    problem.type().status());
        }
    }

    private Response again(String code, ScreenForm form, FormErrors errors, int status) {
        return Response.status(status).entity(page(code, form, errors)).build();
    }

    private TemplateInstance page(String code, ScreenForm form, FormErrors errors) {
        boolean writable = operator.is(Role.Names.SCHEDULER) || operator.is(Role.Names.ADMINISTRATOR);
        return Templates.form(new Editing(code, form, units.all(), errors, writable, words(form)));
    }

    private Screen known(String code) {
        return screens.byCode(code).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }
}
