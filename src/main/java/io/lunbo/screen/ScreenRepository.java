package io.lunbo.screen;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds screens. */
@ApplicationScoped
public class ScreenRepository implements PanacheRepositoryBase<Screen, UUID> {
    /** The screen of that code. */
    public Optional<Screen> byCode(String code) {
        return find("code", code).firstResultOptional();
    }

    /** All screens in use, by name. */
    public List<Screen> inUse() {
        return list("active = true order by kind, name");
    }

    /** All screens, those out of use last. */
    List<Screen> everyone() {
        return list("order by active desc, kind, name");
    }
}
