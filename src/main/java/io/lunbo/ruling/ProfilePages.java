package io.lunbo.ruling;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.rules.Rule;
import io.lunbo.rules.RuleKind;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.FormErrors;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;

/** The rule profiles: their rules, who confirmed them, and which screens go by them. */
@Path("/rule-profiles")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class ProfilePages {
    private static final Map<ProblemType, String> FIELD_OF = Map.of(ProblemType.RULE_PROFILE_CODE_TAKEN, "code");

    private final RuleProfileRepository profiles;
    private final ScreenRepository screens;
    private final ProfileKeeping keeping;
    private final CurrentOperator operator;
    private final Language language;

    /** A profile in the list. */
    record Line(RuleProfile profile, int rules, long assumed, long refusing, int screens) {}

    /** The list, and what was typed of a new profile. */
    record ListSight(List<Line> lines, String code, String name, FormErrors errors, boolean writable) {}

    /** A rule in words. */
    record RuleLine(Rule rule, String demand) {}

    /** One profile. */
    record Sight(
            RuleProfile profile,
            List<RuleLine> rules,
            List<Screen> screens,
            List<Screen> others,
            String name,
            FormErrors errors,
            boolean writable) {
        /** What rules can be added. */
        public List<RuleKind> kinds() {
            return List.of(RuleKind.values());
        }
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance list(ListSight sight);

        static native TemplateInstance detail(Sight sight);

        private Templates() {}
    }

    ProfilePages(
            RuleProfileRepository profiles,
            ScreenRepository screens,
            ProfileKeeping keeping,
            CurrentOperator operator,
            Language language) {
        this.profiles = profiles;
        this.screens = screens;
        this.keeping = keeping;
        this.operator = operator;
        this.language = language;
    }

    @GET
    @Transactional
    public TemplateInstance list() {
        return listed("", "", FormErrors.none());
    }

    /** Makes a profile with the rules of the standard one. */
    @POST
    @RolesAllowed(Role.Names.ADMINISTRATOR)
    public Response create(@RestForm String code, @RestForm String name) {
        try {
            keeping.create(code, name, operator.account());
            return to(code);
        } catch (ConstraintViolationException e) {
            return again(listed(code, name, FormErrors.of(e, "rules", language)), 422);
        } catch (Problem problem) {
            return again(
                    listed(code, name, FormErrors.of(problem, FIELD_OF, language)),
                    problem.type().status());
        }
    }

    @GET
    @Path("{code}")
    @Transactional
    public TemplateInstance detail(String code) {
        RuleProfile profile = profiles.known(code);
        return shown(profile, profile.name(), FormErrors.none());
    }

    /** Gives it another name. */
    @POST
    @Path("{code}")
    @RolesAllowed(Role.Names.ADMINISTRATOR)
    public Response rename(String code, @RestForm String name, @RestForm int version) {
        return done(code, name, () -> {
            ProfileFacts now = ProfileFacts.of(profiles.known(code));
            keeping.change(code, new ProfileFacts(code, name, now.rules()), version, operator.account());
        });
    }

    @POST
    @Path("{code}/remove")
    @RolesAllowed(Role.Names.ADMINISTRATOR)
    public Response remove(String code, @RestForm int version) {
        try {
            keeping.remove(code, version, operator.account());
            return Response.seeOther(URI.create("/rule-profiles")).build();
        } catch (Problem problem) {
            return refused(code, null, problem);
        }
    }

    /** Lets a screen go by it. */
    @POST
    @Path("{code}/screens")
    @RolesAllowed(Role.Names.ADMINISTRATOR)
    public Response assign(String code, @RestForm String screen) {
        return done(code, null, () -> keeping.assign(screen, code, operator.account()));
    }

    /** Lets a screen go by the standard profile again. */
    @POST
    @Path("{code}/screens/{screen}/remove")
    @RolesAllowed(Role.Names.ADMINISTRATOR)
    public Response unassign(String code, String screen) {
        return done(code, null, () -> keeping.assign(screen, null, operator.account()));
    }

    /** Does it and shows the profile; what is refused is said on its page. */
    Response done(String code, String name, Runnable deed) {
        try {
            deed.run();
            return to(code);
        } catch (ConstraintViolationException e) {
            return again(shown(profiles.known(code), name, FormErrors.of(e, "rules", language)), 422);
        } catch (Problem problem) {
            return refused(code, name, problem);
        }
    }

    private Response refused(String code, String name, Problem problem) {
        RuleProfile profile = profiles.byCode(code).orElseThrow(() -> problem);
        FormErrors errors = FormErrors.of(problem, Map.of(), language);
        if (problem.type() == ProblemType.CONFLICT) {
            errors = new FormErrors(language.text("rules_meanwhile"), Map.of());
        }
        if (problem.type() == ProblemType.CONFLICT && name != null) {
            errors = errors.beside(null, Map.of("rules_name", profile.name()), Map.of("rules_name", name));
        }
        return again(
                shown(profile, name == null ? profile.name() : name, errors),
                problem.type().status());
    }

    private static Response to(String code) {
        return Response.seeOther(URI.create("/rule-profiles/" + code)).build();
    }

    private static Response again(TemplateInstance page, int status) {
        return Response.status(status).entity(page).build();
    }

    private TemplateInstance listed(String code, String name, FormErrors errors) {
        Map<UUID, UUID> assigned = profiles.assignments();
        List<Line> lines = profiles.inOrder().stream()
                .map(profile -> new Line(
                        profile,
                        profile.rules().size(),
                        profile.assumed(),
                        profile.refusing().size(),
                        goingBy(profile, assigned).size()))
                .toList();
        return Templates.list(new ListSight(lines, code, name, errors, writable()));
    }

    private TemplateInstance shown(RuleProfile profile, String name, FormErrors errors) {
        List<Screen> own = goingBy(profile, profiles.assignments());
        List<UUID> ids = own.stream().map(Screen::id).toList();
        return Templates.detail(new Sight(
                profile,
                profile.rules().stream()
                        .map(rule -> new RuleLine(rule, language.text(RuleWords.demand(rule))))
                        .toList(),
                own,
                screens.inUse().stream().filter(one -> !ids.contains(one.id())).toList(),
                name,
                errors,
                writable()));
    }

    private List<Screen> goingBy(RuleProfile profile, Map<UUID, UUID> assigned) {
        UUID standard = profiles.standard().id();
        return screens.inUse().stream()
                .filter(screen -> assigned.getOrDefault(screen.id(), standard).equals(profile.id()))
                .toList();
    }

    private boolean writable() {
        return operator.is(Role.Names.ADMINISTRATOR);
    }
}
