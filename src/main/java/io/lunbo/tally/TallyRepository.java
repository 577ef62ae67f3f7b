package io.lunbo.tally;

import io.agroal.api.AgroalDataSource;
import io.lunbo.reconcile.Oddity;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Adds up kept counts. Needs no single plays, so weeks of many screens are as quick as their hours. */
@ApplicationScoped
public class TallyRepository {
    private final AgroalDataSource dataSource;

    /** By what counts are added up. */
    public enum By {
        /** Screen. */
        SCREEN_ID,
        /** Date of the screen. */
        DATE,
        /** Elapsed hour of the day. */
        HOUR,
        /** Media. */
        MEDIA_SHA256,
        /** Booking; null: none is known. */
        SPOT_ID,
        /** Campaign; null: no booking is known. */
        CAMPAIGN_ID;

        String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Which counts.
     *
     * @param campaign of one campaign, or null
     * @param screen of one screen, or null
     * @param unit of the screens of one unit, or null
     * @param from the first day
     * @param until the last day, inclusive
     * @param hour of one hour of the days, or null
     * @param media of one media, or null
     */
    public record Filter(
            UUID campaign, UUID screen, UUID unit, LocalDate from, LocalDate until, Integer hour, String media) {}

    /** Counts of one group; what it was not grouped by is null. */
    public record Group(
            UUID screen, LocalDate date, Integer hour, String media, UUID spot, UUID campaign, Tally tally) {}

    /** How many screen-days of a range are not counted yet, and the oldest moment that its counts are of. */
    public record Standing(long waiting, Instant asOf) {}

    /** A screen's day and how many of its plays are odd. */
    public record OddDay(UUID screen, LocalDate date, int plays) {}

    /** Odd plays, the screen-days that have some, and those that nobody has looked at yet. */
    public record OddTotal(long plays, long days, long unseen) {}

    /** A screen-day that has to be counted. */
    record Waiting(UUID screen, LocalDate date) {}

    /** A statement put together of constant parts. */
    private static final class Question {
        private final StringBuilder sql = new StringBuilder();
        private final List<Object> values = new ArrayList<>();

        Question say(String part, Object... itsValues) {
            sql.append(part);
            values.addAll(List.of(itsValues));
            return this;
        }

        Question and(String part, Object value) {
            return value == null ? this : say(part, value instanceof UUID ? value.toString() : value);
        }
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    TallyRepository(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The sum of everything that the filter has. */
    public Tally total(Filter filter) {
        return by(filter, Set.of()).stream().map(Group::tally).reduce(Tally.NONE, Tally::plus);
    }

    /** Sums, in the order of what they are grouped by. */
    public List<Group> by(Filter filter, Set<By> groups) {
        return sums(null, filter, groups);
    }

    /** The same of some screens only. */
    public List<Group> of(Collection<UUID> screens, Filter filter, Set<By> groups) {
        return screens.isEmpty() ? List.of() : sums(screens, filter, groups);
    }

    private List<Group> sums(Collection<UUID> screens, Filter filter, Set<By> groups) {
        Set<By> ordered = groups.isEmpty() ? EnumSet.noneOf(By.class) : EnumSet.copyOf(groups);
        String columns = ordered.stream().map(By::column).collect(Collectors.joining(", "));
        Question question = new Question()
                .say("select ")
                .say(columns.isEmpty() ? "" : columns + ", ")
                .say(TallyColumns.SUMS)
                .say(source(filter, ordered))
                .say(" where date between ? and ?", filter.from(), filter.until())
                .and(" and campaign_id = ?", filter.campaign())
                .and(" and screen_id = ?", filter.screen())
                .and(" and screen_id in (select id from screens where unit_id = ?)", filter.unit())
                .and(" and hour = ?", filter.hour())
                .and(" and media_sha256 = ?", filter.media());
        if (screens != null) {
            question.say(
                    " and screen_id in (" + "?,".repeat(screens.size() - 1) + "?)",
                    screens.stream().map(UUID::toString).toArray());
        }
        question.say(columns.isEmpty() ? "" : " group by " + columns + " order by " + columns);
        return query(question, row -> group(row, ordered));
    }

    /** The coarsest counts that know what is asked for. */
    private static String source(Filter filter, Set<By> groups) {
        if (filter.hour() != null || groups.contains(By.HOUR) || groups.contains(By.SPOT_ID)) {
            return " from tallies";
        }
        return filter.media() != null || groups.contains(By.MEDIA_SHA256) ? " from tally_items" : " from tally_days";
    }

    private static Group group(ResultSet row, Set<By> by) throws SQLException {
        return new Group(
                by.contains(By.SCREEN_ID) ? TallyColumns.uuid(row, "screen_id") : null,
                by.contains(By.DATE) ? row.getObject("date", LocalDate.class) : null,
                by.contains(By.HOUR) ? row.getInt("hour") : null,
                by.contains(By.MEDIA_SHA256) ? row.getString("media_sha256") : null,
                by.contains(By.SPOT_ID) ? known(TallyColumns.uuid(row, "spot_id")) : null,
                by.contains(By.CAMPAIGN_ID) ? known(TallyColumns.uuid(row, "campaign_id")) : null,
                TallyColumns.read(row));
    }

    /** Hours have no campaign, days one of zeros, where no booking is known. */
    private static UUID known(UUID id) {
        return TallyKey.NO_SPOT.equals(id) ? null : id;
    }

    /** Whether a range of days, of one screen or of all, is counted up to now. */
    public Standing standing(UUID screen, LocalDate from, LocalDate until, Instant now) {
        Question question = new Question()
                .say("select (select count(*) from screen_day_marks where date between ? and ?", from, until)
                .and(" and screen_id = ?", screen)
                .say(") waiting, min(as_of) as_of from screen_days where date between ? and ?", from, until)
                .say(" and next_at is not null and as_of >= ?", TallyColumns.utc(now.minusSeconds(86_400)))
                .and(" and screen_id = ?", screen);
        return query(question, row -> new Standing(row.getLong("waiting"), TallyColumns.instant(row, "as_of")))
                .get(0);
    }

    /** Screen-days that have to be counted: the newest days first, for they are looked at. */
    List<Waiting> waiting(LocalDate from, LocalDate until, Instant now, int atMost) {
        Question question = new Question()
                .say("select screen_id, date from screen_day_marks where date between ? and ?", from, until)
                .say(" union select screen_id, date from screen_days where next_at <= ?", TallyColumns.utc(now))
                .say(" and date between ? and ? order by date desc, screen_id limit ?", from, until, atMost);
        return query(
                question,
                row -> new Waiting(TallyColumns.uuid(row, "screen_id"), row.getObject("date", LocalDate.class)));
    }

    /**
     * Screen-days with odd plays, the newest first.
     *
     * @param screen only of this one; null: all
     * @param kind only odd in this way; null: in any
     * @param after a place in the order: that day and what comes after it; null: from the beginning
     */
    public List<OddDay> oddDays(UUID screen, LocalDate from, LocalDate until, Oddity kind, OddDay after, int atMost) {
        Question question = new Question()
                .say("select screen_id, date, " + column(kind) + " plays from screen_days")
                .say(" where date between ? and ?", from, until)
                .say(" and " + column(kind) + " > 0")
                .and(" and screen_id = ?", screen);
        if (after != null) {
            question.say(
                    " and (date < ? or date = ? and screen_id >= ?)",
                    after.date(),
                    after.date(),
                    after.screen().toString());
        }
        question.say(" order by date desc, screen_id limit ?", atMost);
        return query(
                question,
                row -> new OddDay(
                        TallyColumns.uuid(row, "screen_id"),
                        row.getObject("date", LocalDate.class),
                        row.getInt("plays")));
    }

    /** How many plays are odd in that way on how many screen-days, and how many days nobody has looked at yet. */
    public OddTotal oddTotal(UUID screen, LocalDate from, LocalDate until, Oddity kind) {
        String column = column(kind);
        Question question = new Question()
                .say("select coalesce(sum(" + column + "), 0) plays, coalesce(sum(" + column + " > 0), 0) days, ")
                .say("coalesce(sum(odd_plays is null and as_of is not null), 0) unseen from screen_days")
                .say(" where date between ? and ?", from, until)
                .and(" and screen_id = ?", screen);
        return query(question, row -> new OddTotal(row.getLong("plays"), row.getLong("days"), row.getLong("unseen")))
                .get(0);
    }

    /** When each day of a range was last counted, on whatever screen; days without any are missing. In order. */
    public Map<LocalDate, Instant> countedAt(LocalDate from, LocalDate until) {
        Question question = new Question()
                .say("select date, max(as_of) as_of from screen_days where as_of is not null")
                .say(" and date between ? and ?", from, until)
                .say(" group by date order by date");
        Map<LocalDate, Instant> counted = new LinkedHashMap<>();
        query(question, row -> Map.entry(row.getObject("date", LocalDate.class), TallyColumns.instant(row, "as_of")))
                .forEach(one -> counted.put(one.getKey(), one.getValue()));
        return counted;
    }

    private static String column(Oddity kind) {
        return kind == null
                ? "odd_plays"
                : switch (kind) {
                    case OVERLAP -> "odd_overlap";
                    case AT_ONCE -> "odd_at_once";
                    case UNKNOWN_MEDIA -> "odd_unknown_media";
                };
    }

    /** Screen-days that were counted before odd plays were noted. */
    List<Waiting> unseen(int atMost) {
        Question question = new Question()
                .say("select screen_id, date from screen_days where odd_plays is null and as_of is not null")
                .say(" order by date desc limit ?", atMost);
        return query(
                question,
                row -> new Waiting(TallyColumns.uuid(row, "screen_id"), row.getObject("date", LocalDate.class)));
    }

    private <T> List<T> query(Question question, Reader<T> reader) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(question.sql.toString())) {
            for (int i = 0; i < question.values.size(); i++) {
                statement.setObject(i + 1, question.values.get(i));
            }
            List<T> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(reader.read(row));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("the counts cannot be read", e);
        }
    }
}
