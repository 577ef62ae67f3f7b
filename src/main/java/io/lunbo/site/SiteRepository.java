package io.lunbo.site;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds sites. */
@ApplicationScoped
public class SiteRepository implements PanacheRepositoryBase<Site, UUID> {
    /** The site of that code. */
    public Optional<Site> byCode(String code) {
        return find("code", code).firstResultOptional();
    }

    /** All sites, by name. */
    public List<Site> inOrder() {
        return list("order by name, code");
    }
}
