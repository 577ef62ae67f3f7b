package io.lunbo.library;

import io.lunbo.catalog.Usability;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.Texts;
import io.lunbo.web.Texts.Phrase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Finds media by what people remember of them. Chinese has no words to index: the text is looked through, which for tens of
 * thousands of media takes less time than typing the next letter.
 */
@ApplicationScoped
public class LibrarySearch {
    private static final LocalDate EVER = LocalDate.of(1000, 1, 1);

    private static final String STANDING = """
            coalesce((select r.state from reviews r where r.media_id = m.id
              order by r.submitted_at desc, r.id desc limit 1), 'NONE')""";

    private static final String LAST_DAY =
            "least(coalesce(c.rights_until, date'9999-12-31'), coalesce(c.show_until, date'9999-12-31'))";

    private static final String MATCHING = """
             from media m left join catalog_entries c on c.media_id = m.id
            where (c.archived_at is not null) = :archived
              and (:kind is null or m.kind = :kind)
              and (:tag is null or exists (select 1 from media_tags t where t.media_id = m.id and t.tag = :tag))
              and (:unit is null or exists (select 1 from media_uploads b join units n on n.id = b.unit_id
                where b.media_id = m.id and n.code = :unit))
              and (:ends = false or""" + ' ' + LAST_DAY + """
             between :from and :until)
              and (:q is null or m.title like :q escape '!' or m.text like :q escape '!'
                or m.id in (select t.media_id from media_tags t where lower(t.tag) like lower(:q) escape '!')
                or m.id in (select b.media_id from media_uploads b join units n on n.id = b.unit_id
                  where n.name like :q escape '!' or b.title like :q escape '!')
                or :standings <> '' and find_in_set(""" + STANDING + ", :standings)) ";

    private static final String IN_STANDING = " and (:status is null or " + STANDING + " = :status) ";
    private static final String SELECT = "select cast(m.id as char), m.title, cast(" + LAST_DAY + " as char)";

    private static final String NEWEST = SELECT + MATCHING + IN_STANDING
            + "and (:id is null or m.id < :id) and (:key is null or 1) order by m.id desc limit :most";
    private static final String OLDEST = SELECT + MATCHING + IN_STANDING
            + "and (:id is null or m.id > :id) and (:key is null or 1) order by m.id limit :most";
    private static final String BY_TITLE = SELECT + MATCHING + IN_STANDING
            + "and (:id is null or m.title > :key or m.title = :key and m.id > :id) order by m.title, m.id limit :most";
    private static final String ENDING = SELECT + MATCHING + IN_STANDING + "and (:id is null or " + LAST_DAY
            + " > :key or " + LAST_DAY + " = :key and m.id > :id) order by " + LAST_DAY + ", m.id limit :most";
    private static final String COUNTS =
            "select standing, count(*) from (select " + STANDING + " as standing" + MATCHING + ") m group by standing";

    private final EntityManager entities;
    private final Usability usability;
    private final Texts texts;

    /**
     * A page of what was found.
     *
     * @param next the cursor of the next page; null on the last one
     */
    public record Found(List<UUID> ids, String next) {}

    /** Where a page ended: the key of the order, and the media. */
    private record Cursor(String key, UUID id) {
        static final Cursor NONE = new Cursor(null, null);

        static Cursor of(String text) {
            if (text == null || text.isBlank()) {
                return NONE;
            }
            try {
                String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
                return new Cursor(plain.substring(36), UUID.fromString(plain.substring(0, 36)));
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw Problem.of(ProblemType.INVALID_INPUT).field("cursor", new Phrase("library_word_unknown"));
            }
        }

        String text() {
            return Base64.getUrlEncoder().withoutPadding().encodeToString((id + key).getBytes(StandardCharsets.UTF_8));
        }
    }

    LibrarySearch(EntityManager entities, Usability usability, Texts texts) {
        this.entities = entities;
        this.usability = usability;
        this.texts = texts;
    }

    /** A page of what fits. */
    @Transactional
    public Found find(LibraryQuery query, String cursor, int atMost) {
        Cursor after = Cursor.of(cursor);
        String sql = switch (query.sort()) {
            case NEWEST -> NEWEST;
            case OLDEST -> OLDEST;
            case TITLE -> BY_TITLE;
            case ENDING -> ENDING;
        };
        List<?> rows = matching(sql, query)
                .setParameter(
                        "status", query.status() == null ? null : query.status().name())
                .setParameter("id", after.id())
                .setParameter("key", after.key())
                .setParameter("most", atMost + 1)
                .getResultList();
        List<Object[]> page =
                rows.stream().limit(atMost).map(Object[].class::cast).toList();
        List<UUID> ids =
                page.stream().map(row -> UUID.fromString(row[0].toString())).toList();
        return new Found(ids, rows.size() > atMost ? next(query.sort(), page.get(atMost - 1)) : null);
    }

    private static String next(LibrarySort sort, Object[] last) {
        String key = switch (sort) {
            case NEWEST, OLDEST -> "";
            case TITLE -> last[1].toString();
            case ENDING -> last[2].toString();
        };
        return new Cursor(key, UUID.fromString(last[0].toString())).text();
    }

    /** How many of what fits stand how, whatever standing was asked for. */
    @Transactional
    public Map<Standing, Long> counts(LibraryQuery query) {
        Map<Standing, Long> counts = new EnumMap<>(Standing.class);
        List<?> rows = matching(COUNTS, query).getResultList();
        rows.stream()
                .map(Object[].class::cast)
                .forEach(row -> counts.put(Standing.valueOf(row[0].toString()), ((Number) row[1]).longValue()));
        return counts;
    }

    private Query matching(String sql, LibraryQuery query) {
        LocalDate today = usability.today();
        boolean over = query.rights() == RightsEnd.OVER;
        return entities.createNativeQuery(sql, Object[].class)
                .setParameter("archived", query.archived())
                .setParameter("kind", query.kind() == null ? null : query.kind().name())
                .setParameter("tag", query.tag())
                .setParameter("unit", query.unit())
                .setParameter("ends", query.rights() != null)
                .setParameter("from", over ? EVER : today)
                .setParameter("until", over ? today.minusDays(1) : today.plusDays(Usability.WARNED_DAYS))
                .setParameter("q", query.q() == null ? null : '%' + escaped(query.q()) + '%')
                .setParameter("standings", query.q() == null ? "" : named(query.q()));
    }

    /** The standings whose names have these words, in either language. */
    private String named(String words) {
        String wanted = words.toLowerCase(Locale.ROOT);
        return String.join(
                ",",
                Arrays.stream(Standing.values())
                        .filter(one -> Texts.LANGUAGES.stream()
                                .anyMatch(language -> texts.of(language, one.key())
                                        .toLowerCase(Locale.ROOT)
                                        .equals(wanted)))
                        .map(Standing::name)
                        .toList());
    }

    private static String escaped(String words) {
        return words.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
