package io.lunbo.emergency;

import io.lunbo.catalog.Usability;
import io.lunbo.media.Media;
import io.lunbo.review.ReviewState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;

/** The media that some approval lets be shown today: what people may choose from. Whether it covers a screen is asked for each. */
@ApplicationScoped
class InsertableMedia {
    private static final int MOST = 500;

    private final EntityManager entities;
    private final Usability usability;

    InsertableMedia(EntityManager entities, Usability usability) {
        this.entities = entities;
        this.usability = usability;
    }

    /** By title. */
    @Transactional
    List<Media> today() {
        LocalDate today = usability.today();
        return entities
                .createQuery("""
                        select m from Media m where exists (select 1 from Review r where r.media = m and r.state = :approved
                        and r.validFrom <= :today and r.validUntil >= :today) order by m.title, m.id""", Media.class)
                .setParameter("approved", ReviewState.APPROVED)
                .setParameter("today", today)
                .setMaxResults(MOST)
                .getResultList()
                .stream()
                .filter(media -> usability.hindrance(media, today).isEmpty())
                .toList();
    }
}
