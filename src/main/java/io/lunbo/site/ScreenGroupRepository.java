package io.lunbo.site;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds groups of screens. */
@ApplicationScoped
public class ScreenGroupRepository implements PanacheRepositoryBase<ScreenGroup, UUID> {
    /** The group of that code. */
    public Optional<ScreenGroup> byCode(String code) {
        return find("code", code).firstResultOptional();
    }

    /** All groups, by name. */
    public List<ScreenGroup> inOrder() {
        return list("order by name, code");
    }
}
