package io.lunbo.levels;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Finds the levels of screens that have rules of their own. */
@ApplicationScoped
public class LevelRepository implements PanacheRepositoryBase<ScreenLevels, UUID> {
    /** The rules of that screen; none: it goes by the configuration. */
    public Optional<LevelRules> of(UUID screenId) {
        return findByIdOptional(screenId).map(ScreenLevels::rules);
    }
}
