package io.lunbo.drop;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.drop.FigureDrop.Kind;
import io.lunbo.web.FormErrors;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
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
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;

/** Where closed days go: set up, looked at, ended. */
@Path("/figure-drops")
@RolesAllowed(Role.Names.ADMINISTRATOR)
@Produces(MediaType.TEXT_HTML)
public class DropPages {
    private static final int DAYS_SHOWN = 100;

    private final FigureDrops drops;
    private final DropDays days;
    private final CurrentOperator operator;
    private final Language language;

    /** What a person types; the secret is never shown again. */
    public record DropForm(
            @RestForm String name,
            @RestForm String kind,
            @RestForm String folder,
            @RestForm String address,
            @RestForm String secret,
            @RestForm String from) {
        FigureDrops.Wanted wanted() {
            Kind known = Arrays.stream(Kind.values())
                    .filter(one -> one.name().equals(kind))
                    .findFirst()
                    .orElse(null);
            return new FigureDrops.Wanted(name, known, folder, address, secret, date());
        }

        private LocalDate date() {
            try {
                return from == null || from.isBlank() ? null : LocalDate.parse(from.strip());
            } catch (DateTimeException e) {
                throw FigureDrops.wrong("from", "drop_wrong_from");
            }
        }
    }

    /** A drop and its newest day, null before the first. */
    public record Row(FigureDrop drop, DropDay newest, long waiting) {}

    /** The list and the form. */
    public record Sight(List<Row> rows, DropForm form, FormErrors errors) {
        /** How figures can go. */
        public Kind[] kinds() {
            return Kind.values();
        }
    }

    /** One with its newest days. */
    public record Detail(FigureDrop drop, List<DropDay> days) {
        /** The day that was sent last; null: none, or before it was noted where they land. */
        public DropDay landed() {
            return days.stream()
                    .filter(day -> day.node() != null)
                    .max(Comparator.comparing(DropDay::sentAt))
                    .orElse(null);
        }
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance list(Sight sight);

        static native TemplateInstance one(Detail detail);

        private Templates() {}
    }

    DropPages(FigureDrops drops, DropDays days, CurrentOperator operator, Language language) {
        this.drops = drops;
        this.days = days;
        this.operator = operator;
        this.language = language;
    }

    /** All of them. */
    @GET
    public TemplateInstance list() {
        return page(new DropForm(null, "FOLDER", null, null, null, null), FormErrors.none());
    }

    /** Sets one up. */
    @POST
    public Response make(@BeanParam DropForm form) {
        try {
            FigureDrop made = drops.make(form.wanted(), operator.account());
            return Response.seeOther(URI.create("/figure-drops/" + made.id())).build();
        } catch (Problem problem) {
            return Response.status(problem.type().status())
                    .entity(page(form, errors(problem)))
                    .build();
        }
    }

    /** One. */
    @GET
    @Path("{id}")
    public TemplateInstance one(UUID id) {
        FigureDrop drop = drops.findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        return Templates.one(new Detail(drop, days.newest(id, DAYS_SHOWN)));
    }

    /** Ends one. */
    @POST
    @Path("{id}/end")
    public Response end(UUID id) {
        drops.end(id, operator.account());
        return Response.seeOther(URI.create("/figure-drops")).build();
    }

    private FormErrors errors(Problem problem) {
        Map<String, String> fields = new HashMap<>();
        for (String field : List.of("name", "kind", "folder", "address", "secret", "from")) {
            problem.sentence(field, language).ifPresent(sentence -> fields.put(field, sentence));
        }
        return new FormErrors(fields.isEmpty() ? problem.sentence(language) : null, fields);
    }

    private TemplateInstance page(DropForm form, FormErrors errors) {
        List<Row> rows = drops.all().stream()
                .map(drop -> new Row(
                        drop, days.newest(drop.id(), 1).stream().findFirst().orElse(null), days.waiting(drop.id())))
                .toList();
        return Templates.list(new Sight(rows, form, errors));
    }
}
