package io.lunbo.audit;

import io.lunbo.ledger.AuditHead;
import io.lunbo.ledger.AuditLine;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.Texts.Phrase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.DefaultValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;

/** Finds entries. What was found on a page stays there: the trail only grows, and a page ends before an entry. */
@ApplicationScoped
class AuditSearch {
    static final ZoneId HOUSE = ZoneId.of("Asia/Shanghai");

    private static final LocalDate EARLIEST = LocalDate.of(1970, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(9998, 12, 31);
    private static final int AT_ONCE = 500;
    private static final int LONGEST = 200;

    private final EntityManager entities;

    /**
     * Which entries; as it stands in an address.
     *
     * @param who a part of the person's name, or the whole user name
     * @param deed the deed, or its beginning up to the dot
     * @param subject a part of what it was done to
     * @param unit a part of the unit's name
     * @param from the first day, of the house's zone
     * @param until the last day
     */
    record Filter(
            @RestQuery @DefaultValue("") String who,
            @RestQuery @DefaultValue("") String deed,
            @RestQuery @DefaultValue("") String subject,
            @RestQuery @DefaultValue("") String unit,
            @RestQuery LocalDate from,
            @RestQuery LocalDate until) {
        /** Whether anything is asked for. */
        public boolean narrowed() {
            return from != null
                    || until != null
                    || Stream.of(who, deed, subject, unit).anyMatch(one -> !one.isBlank());
        }

        /** As the query of an address, each part followed by an ampersand. */
        public String query() {
            return Stream.of(
                            part("who", who),
                            part("deed", deed),
                            part("subject", subject),
                            part("unit", unit),
                            part("from", from),
                            part("until", until))
                    .collect(Collectors.joining());
        }

        private static String part(String name, Object value) {
            return value == null || value.toString().isBlank()
                    ? ""
                    : name + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8) + "&";
        }

        private Filter checked() {
            Map<String, Boolean> readable = Map.of(
                    "who", isWord(who),
                    "deed", isWord(deed),
                    "subject", isWord(subject),
                    "unit", isWord(unit),
                    "from", isDay(from),
                    "until", isDay(until));
            Problem problem = Problem.of(ProblemType.INVALID_INPUT);
            readable.forEach((name, good) -> {
                if (!good) {
                    problem.field(name, new Phrase("problem_field_unreadable"));
                }
            });
            if (readable.containsValue(false)) {
                throw problem;
            }
            return this;
        }

        private static boolean isWord(String word) {
            return word.length() <= LONGEST && word.matches("[^\\x00\\p{Cs}]*");
        }

        private static boolean isDay(LocalDate day) {
            return day == null || !day.isBefore(EARLIEST) && !day.isAfter(LATEST);
        }

        private Instant begin() {
            return (from == null ? EARLIEST : from).atStartOfDay(HOUSE).toInstant();
        }

        private Instant end() {
            return (until == null ? LATEST : until)
                    .plusDays(1)
                    .atStartOfDay(HOUSE)
                    .toInstant();
        }
    }

    AuditSearch(EntityManager entities) {
        this.entities = entities;
    }

    /** The newest entries of a filter that stand before one. */
    List<AuditEntry> before(Filter filter, long sequence, int atMost) {
        filter.checked();
        return entities.createQuery("""
                        from AuditEntry e where e.sequence < :before and e.at >= :begin and e.at < :end
                          and (:deed = '' or e.deed = :deed or e.deed like :deeds escape '!')
                          and (:subject = '' or e.subject like :subjects escape '!')
                          and (:who = '' or e.actorName like :names escape '!' or e.actorId in (
                                select o.id from Operator o where o.username = :who
                                  or e.format = 1 and o.name like :names escape '!'))
                          and (:unit = '' or e.unitName like :units escape '!' or e.format = 1 and e.actorId in (
                                select o.id from Operator o where o.unit.name like :units escape '!'))
                        order by e.sequence desc
                        """, AuditEntry.class)
                .setParameter("before", sequence)
                .setParameter("begin", filter.begin())
                .setParameter("end", filter.end())
                .setParameter("deed", ascii(filter.deed()))
                .setParameter("deeds", literal(ascii(filter.deed())) + ".%")
                .setParameter("subject", ascii(filter.subject()))
                .setParameter("subjects", "%" + literal(ascii(filter.subject())) + "%")
                .setParameter("who", filter.who().strip())
                .setParameter("names", "%" + literal(filter.who().strip()) + "%")
                .setParameter("unit", filter.unit().strip())
                .setParameter("units", "%" + literal(filter.unit().strip()) + "%")
                .setMaxResults(atMost)
                .getResultList();
    }

    /** All entries of a filter, newest first, read piece by piece. */
    Iterator<AuditEntry> all(Filter filter) {
        filter.checked();
        return new Pieces(Long.MAX_VALUE) {
            @Override
            List<AuditEntry> next(long reached) {
                return before(filter, reached, AT_ONCE);
            }
        };
    }

    /** The chain after an entry up to an end of it, read piece by piece: what is appended meanwhile is left out. */
    Iterator<AuditEntry> chain(long after, AuditHead end) {
        return new Pieces(after) {
            @Override
            List<AuditEntry> next(long reached) {
                return entities.createQuery(
                                "from AuditEntry where sequence > :after and sequence <= :end order by sequence",
                                AuditEntry.class)
                        .setParameter("after", reached)
                        .setParameter("end", end.sequence())
                        .setMaxResults(AT_ONCE)
                        .getResultList();
            }
        };
    }

    /** Where the chain ends now. */
    AuditHead head() {
        List<AuditEntry> last = entities.createQuery("from AuditEntry order by sequence desc", AuditEntry.class)
                .setMaxResults(1)
                .getResultList();
        return last.isEmpty()
                ? new AuditHead(0, AuditLine.GENESIS)
                : new AuditHead(last.get(0).sequence(), last.get(0).hash());
    }

    /** Every deed that was ever done. */
    List<String> deeds() {
        return entities.createQuery("select distinct deed from AuditEntry order by deed", String.class)
                .getResultList();
    }

    /** The names of those who did these deeds, by the text of their ids; people are kept above this package. */
    Map<String, String> actorNames(List<AuditEntry> found) {
        List<String> ids = found.stream()
                .filter(entry -> entry.actorId() != null && entry.line().actorName() == null)
                .map(entry -> entry.actorId().toString())
                .distinct()
                .toList();
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<String, String> names = new HashMap<>();
        List<?> rows = entities.createNativeQuery(
                        "select cast(id as char), name from operators where cast(id as char) in (:ids)", Object[].class)
                .setParameter("ids", ids)
                .getResultList();
        rows.stream().map(Object[].class::cast).forEach(row -> names.put((String) row[0], (String) row[1]));
        return names;
    }

    // The columns hold nothing else; other characters would not even be compared.
    private static String ascii(String text) {
        return text.strip().replaceAll("[^\\x20-\\x7e]", "?");
    }

    private static String literal(String text) {
        return text.replaceAll("[!%_]", "!$0");
    }

    private abstract class Pieces implements Iterator<AuditEntry> {
        private Iterator<AuditEntry> piece = List.<AuditEntry>of().iterator();
        private long reached;
        private boolean over;

        Pieces(long begin) {
            this.reached = begin;
        }

        abstract List<AuditEntry> next(long from);

        @Override
        public boolean hasNext() {
            if (!piece.hasNext() && !over) {
                entities.clear(); // or everything that was read would be kept
                List<AuditEntry> found = next(reached);
                over = found.size() < AT_ONCE;
                piece = found.iterator();
            }
            return piece.hasNext();
        }

        @Override
        public AuditEntry next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            AuditEntry entry = piece.next();
            reached = entry.sequence();
            return entry;
        }
    }
}
