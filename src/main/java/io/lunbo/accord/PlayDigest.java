package io.lunbo.accord;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Counts a player's records of a day by hours, and folds their ids into one number that any other set would change. */
@ApplicationScoped
class PlayDigest {
    private static final String IDS = """
            select id, said_at from plays where player_id = ? and screen_id = ? and started_at >= ? and started_at < ?
            and said_at >= ? and said_at < ?
            """;
    // The corrected start is indexed, the player's own is asked for; a clock is never off by more than a day for long.
    private static final Duration MOST_OFFSET = Duration.ofDays(2);

    private final AgroalDataSource dataSource;

    /**
     * One hour.
     *
     * @param from when it begins
     * @param count how many records
     * @param xor of their ids as 128-bit numbers, 32 hexadecimal digits
     */
    public record Hour(Instant from, int count, String xor) {}

    private static final class Fold {
        private int count;
        private long high;
        private long low;

        private void add(UUID id) {
            count++;
            high ^= id.getMostSignificantBits();
            low ^= id.getLeastSignificantBits();
        }

        private String text() {
            return String.format("%016x%016x", high, low);
        }
    }

    PlayDigest(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** All hours of {@code [from, until)}, by the player's own clock; empty ones too. */
    List<Hour> of(UUID playerId, UUID screenId, Instant from, Instant until) {
        int hours = (int) -Math.floorDiv(-Duration.between(from, until).toMillis(), 3_600_000L);
        List<Fold> folds = new ArrayList<>();
        for (int i = 0; i < hours; i++) {
            folds.add(new Fold());
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(IDS)) {
            select.setString(1, playerId.toString());
            select.setString(2, screenId.toString());
            select.setObject(3, utc(from.minus(MOST_OFFSET)));
            select.setObject(4, utc(until.plus(MOST_OFFSET)));
            select.setObject(5, utc(from));
            select.setObject(6, utc(until));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Instant saidAt = row.getObject(2, LocalDateTime.class).toInstant(ZoneOffset.UTC);
                    int hour = (int) (Duration.between(from, saidAt).toMillis() / 3_600_000L);
                    folds.get(hour).add(UUID.fromString(row.getString(1)));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the plays cannot be folded", e);
        }
        List<Hour> found = new ArrayList<>();
        for (int i = 0; i < hours; i++) {
            found.add(new Hour(
                    from.plusSeconds(3600L * i),
                    folds.get(i).count,
                    folds.get(i).text()));
        }
        return found;
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
