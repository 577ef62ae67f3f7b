package io.lunbo.premises;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenChanged;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.site.ScreenGroup;
import io.lunbo.site.ScreenGroupRepository;
import io.lunbo.site.Site;
import io.lunbo.site.SiteFacts;
import io.lunbo.site.SiteRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says which screens belong to a group, and at which site a screen stands. */
@ApplicationScoped
public class Grouping {
    private final ScreenRepository screens;
    private final ScreenGroupRepository groups;
    private final SiteRepository sites;
    private final AuditTrail auditTrail;
    private final Event<ScreenChanged> changed;

    Grouping(
            ScreenRepository screens,
            ScreenGroupRepository groups,
            SiteRepository sites,
            AuditTrail auditTrail,
            Event<ScreenChanged> changed) {
        this.screens = screens;
        this.groups = groups;
        this.sites = sites;
        this.auditTrail = auditTrail;
        this.changed = changed;
    }

    /**
     * What is said of a group.
     *
     * @param code a short stable name
     * @param name the name as people say it
     * @param screens the codes of its screens; may be empty
     */
    public record GroupFacts(
            @NotNull @Pattern(regexp = SiteFacts.CODE, message = "{lunbo.code}")
            String code,

            @NotBlank @Size(max = 100) @Pattern(regexp = SiteFacts.PLAIN, message = "{lunbo.plain}")
            String name,

            @NotNull @Size(max = 5000) Set<@NotNull String> screens) {}

    /**
     * The group of that code has that name and exactly those screens. 404: no such screen.
     *
     * @param seen the version that the person saw; null: they make a new one. A conflict where that is not so
     */
    @Transactional
    public ScreenGroup say(@Valid GroupFacts facts, Integer seen, Account actor) {
        ScreenGroup group = groups.find("code", facts.code())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult();
        if (!Objects.equals(seen, group == null ? null : group.version())) {
            throw Problem.of(ProblemType.CONFLICT);
        }
        Map<String, ?> before = group == null ? null : Map.of("name", group.name(), "screens", codes(group));
        if (group == null) {
            group = new ScreenGroup(facts.code(), facts.name());
            groups.persist(group);
        } else {
            // Who belongs to it is kept with the screens: the group itself would not count that as a change.
            groups.getEntityManager().lock(group, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
        }
        group.rename(facts.name());
        for (String code : facts.screens()) {
            if (screens.byCode(code).isEmpty()) {
                throw Problem.of(ProblemType.NOT_FOUND);
            }
        }
        for (Screen screen : screens.listAll()) {
            boolean wanted = facts.screens().contains(screen.code());
            if (wanted != screen.isIn(group.code())) {
                screen.belong(group, wanted);
                changed.fire(new ScreenChanged(screen.id()));
            }
        }
        Map<String, ?> after = Map.of("name", group.name(), "screens", List.copyOf(new TreeSet<>(facts.screens())));
        groups.flush();
        auditTrail.record(actor.id(), "screen-group.say", "screen-group:" + group.code(), Change.of(before, after));
        return group;
    }

    /** Says at which site a screen stands; an empty code: at none that is known. */
    @Transactional
    public Screen place(String code, String siteCode, Account actor) {
        Screen screen = screens.find("code", code)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        boolean none = siteCode == null || siteCode.isBlank();
        Site site = none ? null : sites.byCode(siteCode).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        Map<String, ?> before = Map.of("site", codeOf(screen.site()));
        screen.standAt(site);
        auditTrail.record(
                actor.id(), "screen.place", "screen:" + code, Change.of(before, Map.of("site", codeOf(site))));
        changed.fire(new ScreenChanged(screen.id()));
        return screen;
    }

    /** The codes of a group's screens, in order. */
    List<String> codes(ScreenGroup group) {
        return screens.listAll().stream()
                .filter(screen -> screen.isIn(group.code()))
                .map(Screen::code)
                .sorted()
                .collect(Collectors.toList());
    }

    private static String codeOf(Site site) {
        return site == null ? "" : site.code();
    }
}
