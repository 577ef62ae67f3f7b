package io.lunbo.library;

import io.lunbo.catalog.CatalogEntries;
import io.lunbo.catalog.CatalogEntry;
import io.lunbo.catalog.Usability;
import io.lunbo.media.Media;
import io.lunbo.media.MediaRepository;
import io.lunbo.media.ShownMedia;
import io.lunbo.occasion.OccasionRepository;
import io.lunbo.occasion.Timeliness.Over;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts together what the library knows of media. */
@ApplicationScoped
class Cards {
    private final MediaRepository media;
    private final CatalogEntries entries;
    private final Usability usability;
    private final OccasionRepository occasions;
    private final EntityManager entities;

    /**
     * What the library knows of one media.
     *
     * @param units the names of those that brought it
     * @param today the day by which it is judged
     * @param passed what a slogan speaks of that is over; null where nothing is
     */
    record Card(
            ShownMedia shown, CatalogEntry entry, Standing standing, List<String> units, LocalDate today, Over passed) {
        public Media media() {
            return shown.media();
        }

        /** Whether its last day is over. */
        public boolean over() {
            LocalDate last = entry.rights().lastDay();
            return last != null && last.isBefore(today);
        }

        /** Whether its last day comes within the days of the warning. */
        public boolean endsSoon() {
            LocalDate last = entry.rights().lastDay();
            return last != null && !over() && !last.isAfter(today.plusDays(Usability.WARNED_DAYS));
        }

        /** How many days are left. */
        public long daysLeft() {
            return ChronoUnit.DAYS.between(today, entry.rights().lastDay());
        }

        /** Where everything with that tag is. */
        public String addressOf(String tag) {
            return "/media?tag=" + URLEncoder.encode(tag, StandardCharsets.UTF_8);
        }
    }

    Cards(
            MediaRepository media,
            CatalogEntries entries,
            Usability usability,
            OccasionRepository occasions,
            EntityManager entities) {
        this.media = media;
        this.entries = entries;
        this.usability = usability;
        this.occasions = occasions;
        this.entities = entities;
    }

    /** Of many, in the order of their ids. */
    @Transactional
    List<Card> of(List<UUID> ids) {
        Map<UUID, Media> found = ids.isEmpty()
                ? Map.of()
                : media.list("id in ?1", ids).stream().collect(Collectors.toMap(Media::id, Function.identity()));
        Map<UUID, CatalogEntry> written = entries.of(ids);
        Map<UUID, Standing> standings = standings(ids);
        Map<UUID, TreeSet<String>> units = units(ids);
        Map<String, Over> passed = occasions.over(
                found.values().stream()
                        .map(Media::text)
                        .filter(Objects::nonNull)
                        .toList(),
                occasions.today());
        return ids.stream()
                .filter(found::containsKey)
                .map(id -> new Card(
                        new ShownMedia(found.get(id)),
                        written.get(id),
                        standings.getOrDefault(id, Standing.NONE),
                        List.copyOf(units.getOrDefault(id, new TreeSet<>())),
                        usability.today(),
                        passed.get(found.get(id).text())))
                .toList();
    }

    /** Of one. */
    @Transactional
    Card of(UUID id) {
        return of(List.of(id)).stream().findFirst().orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }

    private Map<UUID, Standing> standings(Collection<UUID> ids) {
        Map<UUID, Standing> standings = new HashMap<>();
        if (!ids.isEmpty()) {
            entities.createQuery(
                            "select r.media.id, r.state from Review r where r.media.id in :ids order by r.submittedAt, r.id",
                            Object[].class)
                    .setParameter("ids", ids)
                    .getResultList()
                    .forEach(row -> standings.put((UUID) row[0], Standing.valueOf(row[1].toString())));
        }
        return standings;
    }

    private Map<UUID, TreeSet<String>> units(Collection<UUID> ids) {
        Map<UUID, TreeSet<String>> units = new HashMap<>();
        if (!ids.isEmpty()) {
            entities.createQuery(
                            "select distinct u.mediaId, n.name from MediaUpload u join Unit n on n.id = u.unitId "
                                    + "where u.mediaId in :ids",
                            Object[].class)
                    .setParameter("ids", ids)
                    .getResultList()
                    .forEach(row -> units.computeIfAbsent((UUID) row[0], id -> new TreeSet<>())
                            .add((String) row[1]));
        }
        return units;
    }
}
