package io.lunbo.occasion;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.occasion.Occasion.OccasionFacts;
import io.lunbo.occasion.OccasionDates.Span;
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
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jboss.resteasy.reactive.RestForm;

/** The list of occasions, and the form that changes it. */
@Path("/occasions")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class OccasionPages {
    private static final Map<ProblemType, String> FIELD_OF = Map.of(
            ProblemType.OCCASION_DATES_INVALID, "dates",
            ProblemType.OCCASION_NAME_TAKEN, "name");

    private final OccasionRepository occasions;
    private final OccasionUpkeep upkeep;
    private final CurrentOperator operator;
    private final Language language;

    /** An occasion as a person types it. */
    public record OccasionForm(
            @RestForm String name,
            @RestForm String words,
            @RestForm String dates,
            @RestForm String version) {
        static OccasionForm of(Occasion one) {
            return new OccasionForm(one.name(), one.words(), one.dates(), Integer.toString(one.version()));
        }

        OccasionForm over(int currentVersion) {
            return new OccasionForm(name, words, dates, Integer.toString(currentVersion));
        }

        OccasionFacts facts() {
            return new OccasionFacts(name, words == null ? "" : words, dates);
        }

        int seenVersion() {
            return version != null && version.matches("\\d{1,9}") ? Integer.parseInt(version) : -1;
        }
    }

    /**
     * A line of the list.
     *
     * @param now whether it is going on
     * @param next when it is next; null where nobody wrote that down
     */
    public record Line(Occasion occasion, boolean now, Span next) {}

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance list(List<Line> lines, boolean writable);

        static native TemplateInstance edit(UUID id, OccasionForm form, FormErrors errors);
    }

    OccasionPages(OccasionRepository occasions, OccasionUpkeep upkeep, CurrentOperator operator, Language language) {
        this.occasions = occasions;
        this.upkeep = upkeep;
        this.operator = operator;
        this.language = language;
    }

    @GET
    public TemplateInstance list() {
        LocalDate today = occasions.today();
        List<Line> lines = occasions.everyone().stream()
                .map(one -> {
                    OccasionDates dates = one.known().dates();
                    return new Line(
                            one, dates.has(today), dates.nextAfter(today).orElse(null));
                })
                .toList();
        return Templates.list(lines, operator.is(Role.Names.SCHEDULER) || operator.is(Role.Names.ADMINISTRATOR));
    }

    @GET
    @Path("new")
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public TemplateInstance blank() {
        return Templates.edit(null, new OccasionForm("", "", "", ""), FormErrors.none());
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public TemplateInstance edit(UUID id) {
        return Templates.edit(id, OccasionForm.of(known(id)), FormErrors.none());
    }

    @POST
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public Response add(@BeanParam OccasionForm form) {
        return answer(null, form, facts -> upkeep.add(facts, operator.account()));
    }

    @POST
    @Path("{id}")
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public Response change(UUID id, @BeanParam OccasionForm form) {
        known(id);
        return answer(id, form, facts -> upkeep.change(id, facts, form.seenVersion(), operator.account()));
    }

    @POST
    @Path("{id}/remove")
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public Response remove(UUID id) {
        upkeep.remove(id, operator.account());
        return Response.seeOther(URI.create("/occasions")).build();
    }

    private Response answer(UUID id, OccasionForm form, Consumer<OccasionFacts> deed) {
        try {
            deed.accept(form.facts());
            return Response.seeOther(URI.create("/occasions")).build();
        } catch (ConstraintViolationException e) {
            return again(id, form, FormErrors.of(e, "occasion", language), 422);
        } catch (Problem problem) {
            OccasionForm kept =
                    problem.type() == ProblemType.CONFLICT ? form.over(known(id).version()) : form;
            return again(
                    id,
                    kept,
                    FormErrors.of(problem, FIELD_OF, language),
                    problem.type().status());
        }
    }

    private static Response again(UUID id, OccasionForm form, FormErrors errors, int status) {
        return Response.status(status).entity(Templates.edit(id, form, errors)).build();
    }

    private Occasion known(UUID id) {
        return occasions.findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }
}
