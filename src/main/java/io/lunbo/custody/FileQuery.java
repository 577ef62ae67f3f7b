package io.lunbo.custody;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks the tables of owners for hashes, which are all that there is to ask for. */
@ApplicationScoped
public class FileQuery {
    private final EntityManager entities;

    FileQuery(EntityManager entities) {
        this.entities = entities;
    }

    /** The hashes that a query with {@code :hashes} finds among these. */
    public Set<String> owned(String sql, Collection<String> sha256s) {
        if (sha256s.isEmpty()) {
            return Set.of();
        }
        List<?> found = entities.createNativeQuery(sql, String.class)
                .setParameter("hashes", sha256s)
                .getResultList();
        return found.stream().map(String::valueOf).collect(Collectors.toSet());
    }

    /** The first hashes of a query with {@code :after} and {@code :most}, which is in order. */
    public List<String> next(String sql, String after, int atMost) {
        List<?> found = entities.createNativeQuery(sql, String.class)
                .setParameter("after", after)
                .setParameter("most", atMost)
                .getResultList();
        return found.stream().map(String::valueOf).toList();
    }
}
