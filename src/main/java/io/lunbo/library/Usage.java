package io.lunbo.library;

import io.lunbo.media.Media;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Where a media is or was used. */
@ApplicationScoped
public class Usage {
    private static final int SHOWN = 200;

    private static final String BOOKED = """
            select c.code, c.name, c.from_date, c.until_date, count(*) from spots s join campaigns c on c.id = s.campaign_id
            where s.media_id = :media or s.id in (select spot_id from spot_alternatives where media_id = :media) group by c.id, c.code, c.name, c.from_date, c.until_date
            order by c.until_date desc, c.code limit :most""";

    /** Sheets name files, and files are known by their media; of a day only the version that counts. */
    private static final String PLANNED = """
            select cast(s.id as char), screens.code, screens.name, s.date, s.version from sheet_media named
              join sheets s on s.id = named.sheet_id join screens on screens.id = s.screen_id
            where s.state = 'PUBLISHED' and named.media_sha256 in (
                select sha256 from media where id = :media union select sha256 from renditions where media_id = :media)
              and s.version = (select max(n.version) from sheets n
                where n.screen_id = s.screen_id and n.date = s.date and n.state = 'PUBLISHED')
            order by s.date desc, screens.name limit :most""";

    private static final String INSERTED = """
            select screens.code, screens.name, t.from_at, coalesce(t.lifted_at, t.until_at), t.lifted_at is not null
            from takeovers t join screens on screens.id = t.screen_id
            where t.media_sha256 in (
                select sha256 from media where id = :media union select sha256 from renditions where media_id = :media)
            order by t.from_at desc limit :most""";

    private static final String REFERRED = """
            select exists (select 1 from reviews where media_id = :media)
              or exists (select 1 from spots where media_id = :media)
              or exists (select 1 from spot_alternatives where media_id = :media)
              or exists (select 1 from files f join sheet_media n on n.media_sha256 = f.sha256)
              or exists (select 1 from files f join takeovers t on t.media_sha256 = f.sha256)
              or exists (select 1 from files f join plays p on p.media_sha256 = f.sha256)
              or exists (select 1 from files f join recalls r on r.media_sha256 = f.sha256)""";

    private static final String OF_FILES = """
            with files as (select sha256 from media where id = :media
              union select sha256 from renditions where media_id = :media and sha256 is not null)""";

    private final EntityManager entities;

    /** Whether something is over, goes on or comes. */
    public enum When {
        PAST("badge-quiet"),
        NOW("badge-good"),
        COMING("badge-live");

        private final String badge;

        When(String badge) {
            this.badge = badge;
        }

        static When of(LocalDate from, LocalDate until, LocalDate today) {
            return until.isBefore(today) ? PAST : from.isAfter(today) ? COMING : NOW;
        }

        /** The message key of its name. */
        public String key() {
            return "library_" + name().toLowerCase(Locale.ROOT);
        }

        /** The class of its badge. */
        public String badge() {
            return badge;
        }
    }

    /** A campaign in which it is booked. */
    public record Booking(String campaign, String name, LocalDate from, LocalDate until, long spots) {
        public When on(LocalDate today) {
            return When.of(from, until, today);
        }
    }

    /** A published sheet that shows it. */
    public record Planned(UUID sheet, String screen, String screenName, LocalDate date, int version) {
        public When on(LocalDate today) {
            return When.of(date, date, today);
        }
    }

    /**
     * A takeover that shows it.
     *
     * @param until when it ends or has ended; null where somebody must lift it
     */
    public record Inserted(String screen, String screenName, Instant from, Instant until, boolean lifted) {}

    /**
     * All of it, what is newest first, at most 200 of each.
     *
     * @param referred whether anything refers to it, reviews and logged plays included: then it can only be archived
     */
    public record Used(List<Booking> campaigns, List<Planned> sheets, List<Inserted> takeovers, boolean referred) {
        /** Whether there is nothing to show. */
        public boolean nowhere() {
            return campaigns.isEmpty() && sheets.isEmpty() && takeovers.isEmpty();
        }
    }

    Usage(EntityManager entities) {
        this.entities = entities;
    }

    /** Where a media is or was used. */
    @Transactional
    public Used of(Media media) {
        List<Booking> bookings = rows(BOOKED, media)
                .map(row -> new Booking(
                        row[0].toString(),
                        row[1].toString(),
                        date(row[2]),
                        date(row[3]),
                        ((Number) row[4]).longValue()))
                .toList();
        List<Planned> sheets = rows(PLANNED, media)
                .map(row -> new Planned(
                        UUID.fromString(row[0].toString()),
                        row[1].toString(),
                        row[2].toString(),
                        date(row[3]),
                        ((Number) row[4]).intValue()))
                .toList();
        List<Inserted> inserted = rows(INSERTED, media)
                .map(row -> new Inserted(
                        row[0].toString(), row[1].toString(), instant(row[2]), instant(row[3]), truth(row[4])))
                .toList();
        return new Used(bookings, sheets, inserted, referred(media));
    }

    /** Whether anything refers to it. */
    boolean referred(Media media) {
        Object found = entities.createNativeQuery(OF_FILES + ' ' + REFERRED, Object.class)
                .setParameter("media", media.id())
                .getSingleResult();
        return truth(found);
    }

    /** The name of what still uses it from that day on; empty where nothing does. */
    Optional<String> still(Media media, LocalDate today, Instant now) {
        Used used = of(media);
        Optional<String> booked = used.campaigns().stream()
                .filter(one -> !one.until().isBefore(today))
                .map(Booking::name)
                .findFirst();
        Optional<String> planned = used.sheets().stream()
                .filter(one -> !one.date().isBefore(today))
                .map(one -> one.screenName() + ' ' + one.date())
                .findFirst();
        Optional<String> inserted = used.takeovers().stream()
                .filter(one ->
                        !one.lifted() && (one.until() == null || one.until().isAfter(now)))
                .map(Inserted::screenName)
                .findFirst();
        return Stream.of(booked, planned, inserted).flatMap(Optional::stream).findFirst();
    }

    private Stream<Object[]> rows(String sql, Media media) {
        List<?> rows = entities.createNativeQuery(sql, Object[].class)
                .setParameter("media", media.id())
                .setParameter("most", SHOWN)
                .getResultList();
        return rows.stream().map(Object[].class::cast);
    }

    private static boolean truth(Object value) {
        return value instanceof Boolean is ? is : ((Number) value).intValue() != 0;
    }

    private static LocalDate date(Object value) {
        return value instanceof Date day ? day.toLocalDate() : (LocalDate) value;
    }

    private static Instant instant(Object value) {
        return value == null ? null : ((LocalDateTime) value).toInstant(ZoneOffset.UTC);
    }
}
