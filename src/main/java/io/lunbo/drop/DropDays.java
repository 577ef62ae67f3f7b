package io.lunbo.drop;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds the days of drops. */
@ApplicationScoped
class DropDays implements PanacheRepositoryBase<DropDay, UUID> {
    Map<LocalDate, DropDay> of(UUID drop) {
        return list("dropId", drop).stream().collect(Collectors.toMap(DropDay::date, Function.identity()));
    }

    Optional<DropDay> one(UUID drop, LocalDate date) {
        return find("dropId = ?1 and date = ?2", drop, date).firstResultOptional();
    }

    List<DropDay> newest(UUID drop, int atMost) {
        return find("dropId = ?1 order by date desc", drop).page(0, atMost).list();
    }

    long waiting(UUID drop) {
        return count("dropId = ?1 and sentAt is null", drop);
    }
}
