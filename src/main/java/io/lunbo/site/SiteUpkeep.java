package io.lunbo.site;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hibernate.exception.ConstraintViolationException;

/** Registers sites and changes what is known of them. */
@ApplicationScoped
public class SiteUpkeep {
    private final SiteRepository sites;
    private final AuditTrail auditTrail;

    SiteUpkeep(SiteRepository sites, AuditTrail auditTrail) {
        this.sites = sites;
        this.auditTrail = auditTrail;
    }

    /** Adds a site; 409 where its code is taken. */
    @Transactional
    public Site register(@Valid SiteFacts facts, Account actor) {
        if (sites.byCode(facts.code()).isPresent()) {
            throw Problem.of(ProblemType.SITE_CODE_TAKEN, facts.code());
        }
        Site site = new Site(facts);
        try {
            sites.persistAndFlush(site);
        } catch (ConstraintViolationException e) { // somebody was faster; the unique key decides
            throw Problem.of(ProblemType.SITE_CODE_TAKEN, facts.code());
        }
        auditTrail.record(actor.id(), "site.register", "site:" + site.code(), Change.of(null, state(site)));
        return site;
    }

    /** Changes the site of that code; refused when its version is not {@code seenVersion} any more. */
    @Transactional
    public Site change(String code, @Valid SiteFacts facts, int seenVersion, Account actor) {
        Site site = sites.byCode(code).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        if (site.version() != seenVersion) {
            throw Problem.of(ProblemType.CONFLICT).with("currentVersion", site.version());
        }
        Map<String, ?> before = state(site);
        site.become(facts);
        try {
            sites.flush();
        } catch (OptimisticLockException e) {
            throw Problem.of(ProblemType.CONFLICT);
        }
        auditTrail.record(actor.id(), "site.change", "site:" + code, Change.of(before, state(site)));
        return site;
    }

    private static Map<String, ?> state(Site site) {
        Map<String, String> state = new LinkedHashMap<>();
        state.put("name", site.name());
        state.put("address", site.address());
        state.put("coordinates", site.located() ? site.latitude() + " " + site.longitude() : "");
        state.put("owner", site.owner());
        state.put("operator", site.operator());
        state.put("reviewer", site.reviewer());
        return state;
    }
}
