package io.lunbo.campaign;

import io.lunbo.calendar.PublicDayRepository;
import io.lunbo.flight.PublicDays;
import io.lunbo.screen.Screen;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Finds spots. Their order never changes, so that two builds from the same bookings are alike. */
@ApplicationScoped
public class SpotRepository implements PanacheRepositoryBase<Spot, UUID> {
    private static final String WHOLE =
            "select distinct s from Spot s join fetch s.campaign c left join fetch c.screens join fetch s.media ";

    private final PublicDayRepository publicDays;

    SpotRepository(PublicDayRepository publicDays) {
        this.publicDays = publicDays;
    }

    /** What wants a place on that screen on that day, reviewed or not: that is asked of {@code Approvals}. */
    public List<Spot> competingOn(Screen screen, LocalDate date) {
        PublicDays said = publicDays.between(date, date);
        return competingOn(screen, date, date).stream()
                .filter(spot -> spot.runsOn(date, said))
                .toList();
    }

    /** What may want one on any day of a stretch of days, both inclusive. */
    public List<Spot> competingOn(Screen screen, LocalDate from, LocalDate until) {
        List<Spot> candidates = list(
                WHOLE + "where c.fromDate <= ?2 and c.untilDate >= ?1 and (c.terms is not null or exists "
                        + "(select 1 from Campaign t join t.screens x where t = c and x.id = ?3)) order by s.createdAt, s.id",
                from,
                until,
                screen.id());
        return candidates.stream().filter(spot -> spot.isFor(screen)).toList();
    }

    /** What wants a place there and of which more was said than how often. */
    public List<Spot> withTermsOn(Screen screen, LocalDate date) {
        PublicDays said = publicDays.between(date, date);
        return list(
                        WHOLE + "where s.terms is not null and c.fromDate <= ?1 and c.untilDate >= ?1 "
                                + "order by s.createdAt, s.id",
                        date)
                .stream()
                .filter(spot -> spot.isFor(screen) && spot.runsOn(date, said))
                .toList();
    }

    /** The spots of a campaign, in the order of booking. */
    public List<Spot> of(Campaign campaign) {
        return list(WHOLE + "where c.id = ?1 order by s.createdAt, s.id", campaign.id());
    }

    /** The spots with those ids that are still booked, with their campaigns and media. */
    public List<Spot> withIds(Collection<UUID> ids) {
        return ids.isEmpty() ? List.of() : list(WHOLE + "where s.id in ?1", ids);
    }
}
