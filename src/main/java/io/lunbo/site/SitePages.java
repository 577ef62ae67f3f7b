package io.lunbo.site;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
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
import java.math.BigDecimal;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestForm;

/** The sites, and the form that registers and changes them. */
@Path("/sites")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class SitePages {
    private static final Map<ProblemType, String> FIELD_OF = Map.of(ProblemType.SITE_CODE_TAKEN, "code");
    private static final BigDecimal NO_PLACE = new BigDecimal(999); // refused like any other that is not on earth

    private final SiteRepository sites;
    private final SiteUpkeep upkeep;
    private final CurrentOperator operator;
    private final Language language;

    /**
     * What a person types of a site.
     *
     * @param version the version that the person saw; empty for a new site
     */
    public record SiteForm(
            @RestForm String code,
            @RestForm String name,
            @RestForm String address,
            @RestForm String latitude,
            @RestForm String longitude,
            @RestForm String owner,
            @RestForm String operator,
            @RestForm String reviewer,
            @RestForm String version) {
        static SiteForm of(Site site) {
            return new SiteForm(
                    site.code(),
                    site.name(),
                    site.address(),
                    site.located() ? plain(site.latitude()) : "",
                    site.located() ? plain(site.longitude()) : "",
                    site.owner(),
                    site.operator(),
                    site.reviewer(),
                    Integer.toString(site.version()));
        }

        SiteForm over(int current) {
            return new SiteForm(
                    code, name, address, latitude, longitude, owner, operator, reviewer, Integer.toString(current));
        }

        Map<String, String> rows() {
            Map<String, String> rows = new LinkedHashMap<>();
            rows.put("site_name", name);
            rows.put("site_address", address);
            rows.put("site_latitude", latitude);
            rows.put("site_longitude", longitude);
            rows.put("site_owner", owner);
            rows.put("site_operator", operator);
            rows.put("site_reviewer", reviewer);
            return rows;
        }

        SiteFacts facts(String knownCode) {
            return new SiteFacts(
                    knownCode, name, address, degrees(latitude), degrees(longitude), owner, operator, reviewer);
        }

        int seenVersion() {
            return version != null && version.matches("\\d{1,9}") ? Integer.parseInt(version) : -1;
        }

        /** As people type it: what the database adds to its end is no change. */
        private static String plain(BigDecimal degrees) {
            return degrees.stripTrailingZeros().toPlainString();
        }

        private static BigDecimal degrees(String typed) {
            if (typed == null || typed.isBlank()) {
                return null;
            }
            String plain = typed.strip();
            return plain.matches("[-+]?\\d{1,3}(\\.\\d{1,10})?") ? new BigDecimal(plain) : NO_PLACE;
        }
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance list(List<Site> sites, boolean writable);

        static native TemplateInstance form(String code, SiteForm form, FormErrors errors, boolean writable);
    }

    SitePages(SiteRepository sites, SiteUpkeep upkeep, CurrentOperator operator, Language language) {
        this.sites = sites;
        this.upkeep = upkeep;
        this.operator = operator;
        this.language = language;
    }

    @GET
    public TemplateInstance list() {
        return Templates.list(sites.inOrder(), writable());
    }

    @GET
    @Path("new")
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public TemplateInstance blank() {
        return Templates.form(null, new SiteForm("", "", "", "", "", "", "", "", ""), FormErrors.none(), writable());
    }

    @POST
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public Response register(@BeanParam SiteForm form) {
        return answer(null, form, () -> upkeep.register(form.facts(form.code()), operator.account()));
    }

    @GET
    @Path("{code}")
    public TemplateInstance edit(String code) {
        return Templates.form(code, SiteForm.of(known(code)), FormErrors.none(), writable());
    }

    @POST
    @Path("{code}")
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public Response change(String code, @BeanParam SiteForm form) {
        known(code);
        return answer(code, form, () -> upkeep.change(code, form.facts(code), form.seenVersion(), operator.account()));
    }

    private Response answer(String code, SiteForm form, Runnable deed) {
        try {
            deed.run();
            return Response.seeOther(URI.create("/sites")).build();
        } catch (ConstraintViolationException e) {
            return again(code, form, FormErrors.of(e, "site", language), 422);
        } catch (Problem problem) {
            FormErrors errors = FormErrors.of(problem, FIELD_OF, language);
            if (problem.type() == ProblemType.CONFLICT) {
                Site theirs = known(code);
                return again(
                        code,
                        form.over(theirs.version()),
                        errors.beside(null, SiteForm.of(theirs).rows(), form.rows()),
                        409);
            }
            return again(code, form, errors, problem.type().status());
        }
    }

    private Response again(String code, SiteForm form, FormErrors errors, int status) {
        return Response.status(status)
                .entity(Templates.form(code, form, errors, writable()))
                .build();
    }

    private boolean writable() {
        return operator.is(Role.Names.SCHEDULER) || operator.is(Role.Names.ADMINISTRATOR);
    }

    private Site known(String code) {
        return sites.byCode(code).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }
}
