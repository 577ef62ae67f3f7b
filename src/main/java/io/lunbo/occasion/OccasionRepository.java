package io.lunbo.occasion;

import io.lunbo.occasion.Timeliness.Known;
import io.lunbo.occasion.Timeliness.Over;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Finds occasions, and what of texts is over. */
@ApplicationScoped
public class OccasionRepository implements PanacheRepositoryBase<Occasion, UUID> {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Clock clock;

    OccasionRepository(Clock clock) {
        this.clock = clock;
    }

    /** All, by name. */
    List<Occasion> everyone() {
        return listAll(Sort.by("name"));
    }

    /** Today where the screens are. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }

    /** What is over today of that which a text speaks of. */
    public Optional<Over> over(String text) {
        return Optional.ofNullable(over(List.of(text), today()).get(text));
    }

    /** What is over on a date, by the texts that speak of it; the others are missing. */
    @Transactional
    public Map<String, Over> over(List<String> texts, LocalDate date) {
        List<Known> known = texts.isEmpty()
                ? List.of()
                : everyone().stream().map(Occasion::known).toList();
        Map<String, Over> found = new HashMap<>();
        texts.forEach(text -> Timeliness.over(text, known, date).ifPresent(over -> found.put(text, over)));
        return found;
    }
}
