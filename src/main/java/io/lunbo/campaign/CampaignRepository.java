package io.lunbo.campaign;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds campaigns, with their screens. */
@ApplicationScoped
public class CampaignRepository implements PanacheRepositoryBase<Campaign, UUID> {
    private static final String WHOLE = "select distinct c from Campaign c left join fetch c.screens ";

    /** The campaign of that code. */
    public Optional<Campaign> byCode(String code) {
        return find(WHOLE + "where c.code = ?1", code).singleResultOptional();
    }

    Optional<Campaign> locked(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Those of whose terms something was said and between whose ends the day is, the first to begin first. */
    public List<Campaign> withTermsOn(LocalDate date) {
        return list(
                WHOLE + "where c.terms is not null and c.fromDate <= ?1 and c.untilDate >= ?1 "
                        + "order by c.fromDate, c.code",
                date);
    }

    /** All campaigns, the latest to end first. */
    public List<Campaign> all() {
        return list(WHOLE + "order by c.untilDate desc, c.name");
    }
}
