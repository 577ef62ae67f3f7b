package io.lunbo.calendar;

import io.lunbo.flight.PublicDays;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/** Finds public holidays and make-up working days. */
@ApplicationScoped
public class PublicDayRepository implements PanacheRepositoryBase<PublicDay, LocalDate> {
    /** What the state says of the dates of a stretch, both ends included. */
    public PublicDays between(LocalDate from, LocalDate until) {
        return new PublicDays(list("day between ?1 and ?2", from, until).stream()
                .collect(Collectors.toMap(PublicDay::day, PublicDay::working)));
    }

    List<PublicDay> inOrder() {
        return list("order by day desc");
    }
}
