package io.lunbo.slogandesk;

import io.lunbo.slogan.SloganText;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * V066: gives slogans that came in before their likeness.
 *
 * <p>In Java, since no SQL knows what characters of different width mean the same. Run again it does nothing.
 */
public final class LikenessBackfill implements JavaMigration {
    private static final int AT_ONCE = 500;

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("066");
    }

    @Override
    public String getDescription() {
        return "fill in slogan likeness";
    }

    @Override
    public Integer getChecksum() {
        return 1;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Map<String, String> likenesses = new LinkedHashMap<>();
        try (Statement statement = context.getConnection().createStatement();
                ResultSet slogans = statement.executeQuery(
                        "select sha256, text from media where kind = 'SLOGAN' and likeness is null")) {
            while (slogans.next()) {
                String sha256 = slogans.getString(1);
                Optional.ofNullable(slogans.getString(2))
                        .flatMap(text -> new SloganText(text).likeness())
                        .ifPresent(likeness -> likenesses.put(sha256, likeness));
            }
        }
        try (PreparedStatement update =
                context.getConnection().prepareStatement("update media set likeness = ? where sha256 = ?")) {
            int waiting = 0;
            for (Map.Entry<String, String> one : likenesses.entrySet()) {
                update.setString(1, one.getValue());
                update.setString(2, one.getKey());
                update.addBatch();
                waiting++;
                if (waiting % AT_ONCE == 0) {
                    update.executeBatch();
                }
            }
            update.executeBatch();
        }
    }
}
