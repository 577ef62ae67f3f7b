package io.lunbo.viewing;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Finds the copies that people watch. */
@ApplicationScoped
class ViewingRepository implements PanacheRepositoryBase<Viewing, UUID> {
    List<Viewing> ofFile(String sha256) {
        return list("sha256", sha256);
    }
}
