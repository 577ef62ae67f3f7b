package io.lunbo.ruling;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.rules.Rule;
import io.lunbo.rules.RuleKind;
import io.lunbo.rules.RuleValue;
import io.lunbo.ruling.ProfileFacts.RuleFacts;
import io.lunbo.web.FormErrors;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** The form for one rule of a profile, and the word that it holds. */
@Path("/rule-profiles/{code}/rules")
@RolesAllowed(Role.Names.ADMINISTRATOR)
@Produces(MediaType.TEXT_HTML)
public class RulePages {
    private final RuleProfileRepository profiles;
    private final ProfileKeeping keeping;
    private final ProfilePages pages;
    private final CurrentOperator operator;
    private final Language language;

    /**
     * What a person types of a rule.
     *
     * @param kind what it is about, by name
     * @param value what it demands, where that is no share
     * @param percent the share
     * @param basis what the share counts
     * @param window where it is kept
     * @param severity REFUSED or WARNING
     * @param version the version of the profile that the person saw
     */
    public record RuleForm(
            @RestForm String kind,
            @RestForm String value,
            @RestForm String percent,
            @RestForm String basis,
            @RestForm String window,
            @RestForm String source,
            @RestForm String severity,
            @RestForm String version) {
        static RuleForm of(Rule rule, int version) {
            RuleValue.Share share = rule.value() instanceof RuleValue.Share one ? one : null;
            return new RuleForm(
                    rule.kind().name(),
                    rule.value().text(),
                    share == null ? "" : share.percent().toPlainString(),
                    share == null ? "TIME" : share.basis().name(),
                    share == null ? "DAY" : share.window().name(),
                    rule.source(),
                    rule.refused() ? "REFUSED" : "WARNING",
                    Integer.toString(version));
        }

        static RuleForm blank(RuleKind kind, int version) {
            return new RuleForm(kind.name(), "", "", "TIME", "DAY", "", "WARNING", Integer.toString(version));
        }

        /** What it is about; hours where that was not said. */
        public RuleKind about() {
            return known(kind);
        }

        /** The key of what a rule of that kind is. */
        public String aboutKey() {
            return "rules_about_" + about().name().toLowerCase(Locale.ROOT);
        }

        /** Its fields in words, by the key of their names. */
        Map<String, String> rows(Language language) {
            Map<String, String> rows = new LinkedHashMap<>();
            if (about() == RuleKind.PUBLIC_SHARE) {
                rows.put("rules_percent", percent);
                rows.put(
                        "rules_basis", language.text("PLAYS".equals(basis) ? "rules_basis_plays" : "rules_basis_time"));
                rows.put(
                        "rules_window",
                        language.text("HOUR".equals(window) ? "rules_window_hour" : "rules_window_day"));
            } else {
                rows.put(about().hours() ? "rules_hours" : about().judged() ? "rules_seconds" : "rules_candela", value);
            }
            rows.put("rules_source", source);
            if (about().judged()) {
                rows.put("rules_breach", language.text("REFUSED".equals(severity) ? "rules_refused" : "rules_warning"));
            }
            return rows;
        }

        RuleForm over(int current) {
            return new RuleForm(kind, value, percent, basis, window, source, severity, Integer.toString(current));
        }

        RuleFacts facts(UUID id) {
            String demand = about() == RuleKind.PUBLIC_SHARE
                    ? plain(percent).replace("%", "").strip() + " " + basis + " " + window
                    : plain(value).replace('–', '-').replace('，', ',').replace('；', ';');
            return new RuleFacts(id, about(), demand, source, "REFUSED".equals(severity));
        }

        int seenVersion() {
            return version != null && version.matches("\\d{1,9}") ? Integer.parseInt(version) : -1;
        }

        private static String plain(String typed) {
            return typed == null ? "" : typed.strip();
        }
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance form(RuleProfile profile, UUID id, RuleForm form, FormErrors errors);

        private Templates() {}
    }

    RulePages(
            RuleProfileRepository profiles,
            ProfileKeeping keeping,
            ProfilePages pages,
            CurrentOperator operator,
            Language language) {
        this.profiles = profiles;
        this.keeping = keeping;
        this.pages = pages;
        this.operator = operator;
        this.language = language;
    }

    @GET
    @Path("new")
    @Transactional
    public TemplateInstance blank(String code, @RestQuery String kind) {
        RuleProfile profile = profiles.known(code);
        return Templates.form(profile, null, RuleForm.blank(known(kind), profile.version()), FormErrors.none());
    }

    @POST
    @Path("new")
    public Response add(String code, @BeanParam RuleForm form) {
        return answer(code, null, form, () -> {
            List<RuleFacts> rules =
                    new ArrayList<>(ProfileFacts.of(profiles.known(code)).rules());
            rules.add(form.facts(null));
            change(code, rules, form.seenVersion());
        });
    }

    @GET
    @Path("{id}")
    @Transactional
    public TemplateInstance edit(String code, UUID id) {
        RuleProfile profile = profiles.known(code);
        Rule rule = profile.rule(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        return Templates.form(profile, id, RuleForm.of(rule, profile.version()), FormErrors.none());
    }

    @POST
    @Path("{id}")
    public Response change(String code, UUID id, @BeanParam RuleForm form) {
        return answer(code, id, form, () -> {
            RuleProfile profile = profiles.known(code);
            profile.rule(id).orElseThrow(() -> Problem.of(ProblemType.RULE_GONE));
            List<RuleFacts> rules = ProfileFacts.of(profile).rules().stream()
                    .map(rule -> rule.id().equals(id) ? form.facts(id) : rule)
                    .toList();
            change(code, rules, form.seenVersion());
        });
    }

    @POST
    @Path("{id}/remove")
    public Response remove(String code, UUID id, @RestForm String version) {
        RuleForm seen = new RuleForm(null, null, null, null, null, null, null, version);
        List<RuleFacts> rules = ProfileFacts.of(profiles.known(code)).rules().stream()
                .filter(rule -> !rule.id().equals(id))
                .toList();
        return pages.done(code, null, () -> change(code, rules, seen.seenVersion()));
    }

    /** Says that the rule holds as the person saw it, or with {@code holds=false} takes that back. */
    @POST
    @Path("{id}/confirmation")
    public Response confirm(String code, UUID id, @RestForm boolean holds, @RestForm String version) {
        RuleForm seen = new RuleForm(null, null, null, null, null, null, null, version);
        return pages.done(code, null, () -> keeping.confirm(code, id, holds, seen.seenVersion(), operator.account()));
    }

    private void change(String code, List<RuleFacts> rules, int seenVersion) {
        String name = profiles.known(code).name();
        keeping.change(code, new ProfileFacts(code, name, rules), seenVersion, operator.account());
    }

    private Response answer(String code, UUID id, RuleForm form, Runnable deed) {
        try {
            deed.run();
            return back(code);
        } catch (ConstraintViolationException e) {
            return again(code, id, form, FormErrors.of(e, "rules", language), 422);
        } catch (Problem problem) {
            FormErrors errors = FormErrors.of(problem, Map.of(ProblemType.RULE_VALUE_WRONG, "value"), language);
            if (problem.type() == ProblemType.CONFLICT) {
                RuleProfile now = profiles.known(code);
                FormErrors beside = now.rule(id)
                        .map(theirs -> RuleForm.of(theirs, now.version()))
                        .map(theirs -> errors.beside(null, theirs.rows(language), form.rows(language)))
                        .orElse(errors);
                return again(code, id, form.over(now.version()), beside, 409);
            }
            return again(code, id, form, errors, problem.type().status());
        }
    }

    private Response again(String code, UUID id, RuleForm form, FormErrors errors, int status) {
        return Response.status(status)
                .entity(Templates.form(profiles.known(code), id, form, errors))
                .build();
    }

    private static Response back(String code) {
        return Response.seeOther(URI.create("/rule-profiles/" + code)).build();
    }

    private static RuleKind known(String name) {
        for (RuleKind kind : RuleKind.values()) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        return RuleKind.HOURS;
    }
}
