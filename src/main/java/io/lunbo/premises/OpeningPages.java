package io.lunbo.premises;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.daypart.OpeningHours.DateHours;
import io.lunbo.premises.OpeningExceptions.ExceptionFacts;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.site.Site;
import io.lunbo.site.SiteRepository;
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
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestForm;

/** The dates on which a screen is open otherwise, and the form that says so. */
@Path("/screens/{code}/opening")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class OpeningPages {
    private static final Map<ProblemType, String> FIELD_OF = Map.of(ProblemType.OPENING_HOURS_INVALID, "hours");

    private final ScreenRepository screens;
    private final OpeningExceptions exceptions;
    private final SiteRepository sites;
    private final Grouping grouping;
    private final CurrentOperator operator;
    private final Language language;

    /** What a person types of a date. */
    public record ExceptionForm(
            @RestForm String day,
            @RestForm String hours,
            @RestForm String reason) {
        ExceptionFacts facts() {
            return new ExceptionFacts(date(day), hours, reason);
        }

        private static LocalDate date(String typed) {
            try {
                return typed == null || typed.isBlank() ? null : LocalDate.parse(typed.strip());
            } catch (DateTimeException e) {
                return LocalDate.MIN; // refused like any other date that cannot be kept
            }
        }
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance opening(
                Screen screen,
                Map<LocalDate, DateHours> exceptions,
                ExceptionForm form,
                FormErrors errors,
                List<Site> sites,
                boolean writable);
    }

    OpeningPages(
            ScreenRepository screens,
            OpeningExceptions exceptions,
            SiteRepository sites,
            Grouping grouping,
            CurrentOperator operator,
            Language language) {
        this.screens = screens;
        this.exceptions = exceptions;
        this.sites = sites;
        this.grouping = grouping;
        this.operator = operator;
        this.language = language;
    }

    @GET
    public TemplateInstance opening(String code) {
        return page(code, new ExceptionForm("", "", ""), FormErrors.none());
    }

    @POST
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public Response say(String code, @BeanParam ExceptionForm form) {
        try {
            exceptions.say(code, form.facts(), operator.account());
            return back(code);
        } catch (ConstraintViolationException e) {
            return again(code, form, FormErrors.of(e, "premises", language), 422);
        } catch (Problem problem) {
            return again(
                    code,
                    form,
                    FormErrors.of(problem, FIELD_OF, language),
                    problem.type().status());
        }
    }

    @POST
    @Path("{day}/remove")
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public Response remove(String code, LocalDate day) {
        exceptions.remove(code, day, operator.account());
        return back(code);
    }

    @POST
    @Path("site")
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public Response place(String code, @RestForm String site) {
        grouping.place(code, site, operator.account());
        return back(code);
    }

    private static Response back(String code) {
        return Response.seeOther(URI.create("/screens/" + code + "/opening")).build();
    }

    private Response again(String code, ExceptionForm form, FormErrors errors, int status) {
        return Response.status(status).entity(page(code, form, errors)).build();
    }

    private TemplateInstance page(String code, ExceptionForm form, FormErrors errors) {
        Screen screen = screens.byCode(code).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        boolean writable = operator.is(Role.Names.SCHEDULER) || operator.is(Role.Names.ADMINISTRATOR);
        return Templates.opening(screen, screen.openingHours().exceptions(), form, errors, sites.inOrder(), writable);
    }
}
