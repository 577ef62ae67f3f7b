package io.lunbo.premises;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.premises.Grouping.GroupFacts;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.site.ScreenGroup;
import io.lunbo.site.ScreenGroupRepository;
import io.lunbo.web.FormErrors;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** The groups of screens, and the form that says who belongs to one. */
@Path("/screen-groups")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class GroupPages {
    private final ScreenRepository screens;
    private final ScreenGroupRepository groups;
    private final Grouping grouping;
    private final CurrentOperator operator;
    private final Language language;

    /** A group and who belongs to it. */
    public record Row(ScreenGroup group, List<Screen> members) {}

    /**
     * What is typed of a group.
     *
     * @param version the version that the person saw; null for a new group
     */
    public record Typed(String code, String name, Set<String> screens, Integer version) {
        /** Whether that screen is ticked. */
        public boolean has(String screen) {
            return screens.contains(screen);
        }

        private Map<String, String> rows(List<Screen> all) {
            Map<String, String> rows = new LinkedHashMap<>();
            rows.put("site_group_name", name);
            rows.put(
                    "screen_title",
                    all.stream()
                            .filter(one -> has(one.code()))
                            .map(Screen::name)
                            .collect(Collectors.joining("\n")));
            return rows;
        }
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance list(
                List<Row> rows, List<Screen> screens, Typed form, FormErrors errors, boolean writable);
    }

    GroupPages(
            ScreenRepository screens,
            ScreenGroupRepository groups,
            Grouping grouping,
            CurrentOperator operator,
            Language language) {
        this.screens = screens;
        this.groups = groups;
        this.grouping = grouping;
        this.operator = operator;
        this.language = language;
    }

    @GET
    public TemplateInstance list(@RestQuery String group) {
        return page(
                group == null
                        ? new Typed("", "", Set.of(), null)
                        : saved(group).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND)),
                FormErrors.none());
    }

    private Optional<Typed> saved(String code) {
        return groups.byCode(code)
                .map(one -> new Typed(one.code(), one.name(), Set.copyOf(grouping.codes(one)), one.version()));
    }

    @POST
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public Response say(
            @RestForm String code, @RestForm String name, @RestForm List<String> screens, @RestForm String version) {
        Typed form = new Typed(code, name, screens == null ? Set.of() : new TreeSet<>(screens), seen(version));
        try {
            grouping.say(new GroupFacts(code, name, form.screens()), form.version(), operator.account());
            return Response.seeOther(URI.create("/screen-groups")).build();
        } catch (ConstraintViolationException e) {
            return again(form, FormErrors.of(e, "site", language), 422);
        } catch (Problem problem) {
            boolean taken = form.version() == null && problem.type() == ProblemType.CONFLICT;
            Problem told = taken ? Problem.of(ProblemType.GROUP_CODE_TAKEN, code) : problem;
            FormErrors errors = FormErrors.of(told, Map.of(ProblemType.GROUP_CODE_TAKEN, "code"), language);
            if (told.type() == ProblemType.CONFLICT) {
                Optional<Typed> theirs = saved(code);
                List<Screen> all = inOrder();
                Typed kept = new Typed(
                        code, name, form.screens(), theirs.map(Typed::version).orElse(null));
                return again(
                        kept,
                        theirs.map(now -> errors.beside(null, now.rows(all), form.rows(all)))
                                .orElse(errors),
                        409);
            }
            return again(form, errors, told.type().status());
        }
    }

    private static Integer seen(String version) {
        return version != null && version.matches("\\d{1,9}") ? Integer.valueOf(version) : null;
    }

    private List<Screen> inOrder() {
        return screens.list("order by active desc, kind, name");
    }

    private Response again(Typed form, FormErrors errors, int status) {
        return Response.status(status).entity(page(form, errors)).build();
    }

    private TemplateInstance page(Typed form, FormErrors errors) {
        List<Screen> all = inOrder();
        List<Row> rows = groups.inOrder().stream()
                .map(group -> new Row(
                        group,
                        all.stream().filter(one -> one.isIn(group.code())).toList()))
                .toList();
        boolean writable = operator.is(Role.Names.SCHEDULER) || operator.is(Role.Names.ADMINISTRATOR);
        return Templates.list(rows, all, form, errors, writable);
    }
}
