package io.lunbo.ruling;

import io.lunbo.screen.Screen;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds rule profiles, and which of them a screen goes by. */
@ApplicationScoped
public class RuleProfileRepository implements PanacheRepositoryBase<RuleProfile, UUID> {
    /** The profile of that code. */
    public Optional<RuleProfile> byCode(String code) {
        return find("code", code).firstResultOptional();
    }

    /** The same; a problem where there is none. */
    public RuleProfile known(String code) {
        return byCode(code).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }

    /** All profiles, the standard one first, then by name. */
    public List<RuleProfile> inOrder() {
        return list("order by standard desc, name, code");
    }

    /** The one for screens without a profile of their own. */
    public RuleProfile standard() {
        return find("standard", true).firstResult();
    }

    /** The profile that a screen goes by: its own, else the standard one. */
    public RuleProfile of(Screen screen) {
        return Optional.ofNullable(getEntityManager().find(ScreenProfile.class, screen.id()))
                .map(own -> findById(own.profileId()))
                .orElseGet(this::standard);
    }

    /** The same for many screens: asked of the database once. */
    public Function<Screen, RuleProfile> ofAll() {
        Map<UUID, UUID> assigned = assignments();
        Map<UUID, RuleProfile> byId = listAll().stream().collect(Collectors.toMap(RuleProfile::id, profile -> profile));
        UUID standard = standard().id();
        return screen -> byId.get(assigned.getOrDefault(screen.id(), standard));
    }

    /** Which screens go by a profile of their own: the profile's id by the screen's. */
    public Map<UUID, UUID> assignments() {
        return getEntityManager()
                .createQuery("from ScreenProfile", ScreenProfile.class)
                .getResultStream()
                .collect(Collectors.toMap(ScreenProfile::screenId, ScreenProfile::profileId));
    }

    /** The profiles of screens, those that are out of use included: a screen without one of its own is not named. */
    long screensOf(RuleProfile profile) {
        return getEntityManager()
                .createQuery("select count(*) from ScreenProfile where profileId = :profile", Long.class)
                .setParameter("profile", profile.id())
                .getSingleResult();
    }

    /** Lets a screen go by a profile; null: by the standard one. */
    void assign(Screen screen, RuleProfile profile) {
        ScreenProfile own = getEntityManager().find(ScreenProfile.class, screen.id());
        if (profile == null) {
            if (own != null) {
                getEntityManager().remove(own);
            }
            return;
        }
        ScreenProfile now = own == null ? new ScreenProfile(screen.id()) : own;
        now.goBy(profile.id());
        getEntityManager().persist(now);
    }
}
