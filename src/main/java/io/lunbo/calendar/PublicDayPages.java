package io.lunbo.calendar;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.calendar.PublicDayUpkeep.PublicDayFacts;
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

/** The public holidays and make-up working days, and the forms that change them. */
@Path("/public-days")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class PublicDayPages {
    private static final URI HERE = URI.create("/public-days");
    private static final Map<ProblemType, String> FIELD_OF = Map.of(ProblemType.PUBLIC_DAY_LINE_WRONG, "table");

    private final PublicDayRepository days;
    private final PublicDayUpkeep upkeep;
    private final CurrentOperator operator;
    private final Language language;

    /** What a person types of a stretch of days, or pastes of many. */
    public record PublicDayForm(
            @RestForm String from,
            @RestForm String until,
            @RestForm String working,
            @RestForm String name,
            @RestForm String source,
            @RestForm String table) {
        static PublicDayForm blank() {
            return new PublicDayForm("", "", "", "", "", "");
        }

        PublicDayFacts facts() {
            LocalDate first = date(from);
            return new PublicDayFacts(
                    first,
                    until == null || until.isBlank() ? first : date(until),
                    "true".equals(working),
                    name,
                    source);
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
        static native TemplateInstance list(
                List<PublicDay> days, PublicDayForm form, FormErrors errors, boolean writable);
    }

    PublicDayPages(PublicDayRepository days, PublicDayUpkeep upkeep, CurrentOperator operator, Language language) {
        this.days = days;
        this.upkeep = upkeep;
        this.operator = operator;
        this.language = language;
    }

    @GET
    public TemplateInstance list() {
        return page(PublicDayForm.blank(), FormErrors.none());
    }

    @POST
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public Response say(@BeanParam PublicDayForm form) {
        return answer(form, () -> upkeep.say(form.facts(), operator.account()));
    }

    @POST
    @Path("import")
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public Response read(@BeanParam PublicDayForm form) {
        return answer(form, () -> upkeep.read(form.table(), operator.account()));
    }

    @POST
    @Path("{day}/remove")
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public Response remove(LocalDate day) {
        upkeep.remove(day, operator.account());
        return Response.seeOther(HERE).build();
    }

    private Response answer(PublicDayForm form, Runnable deed) {
        try {
            deed.run();
            return Response.seeOther(HERE).build();
        } catch (ConstraintViolationException e) {
            return again(form, FormErrors.of(e, "calendar", language), 422);
        } catch (Problem problem) {
            return again(
                    form,
                    FormErrors.of(problem, FIELD_OF, language),
                    problem.type().status());
        }
    }

    private Response again(PublicDayForm form, FormErrors errors, int status) {
        return Response.status(status).entity(page(form, errors)).build();
    }

    private TemplateInstance page(PublicDayForm form, FormErrors errors) {
        boolean writable = operator.is(Role.Names.SCHEDULER) || operator.is(Role.Names.ADMINISTRATOR);
        return Templates.list(days.inOrder(), form, errors, writable);
    }
}
