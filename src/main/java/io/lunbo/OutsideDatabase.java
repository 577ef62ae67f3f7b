package io.lunbo;

import io.lunbo.EmbeddedMariaDb.StartException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * Looks at an outside database before anything is changed in it: a migration that fails half-way would leave it in pieces.
 */
final class OutsideDatabase {
    private static final int OLDEST = 10 * 100 + 11;

    private final String url;
    private final String user;
    private final String password;

    OutsideDatabase(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /** Refuses, in a sentence, a database that cannot be reached, is too old, or would refuse the audit trail's triggers. */
    void check() {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement sql = connection.createStatement()) {
            checkVersion(connection.getMetaData());
            if (on(sql, "select @@log_bin")
                    && !on(sql, "select @@log_bin_trust_function_creators")
                    && !mayDoEverything(sql)
                    && !hasTriggers(sql)) {
                throw new StartException(
                        "the database at " + url + " writes a binary log and lets only administrators"
                                + " create triggers, which the audit trail needs."
                                + "\nMaybe set log_bin_trust_function_creators=1 in its configuration, at least for the first start.");
            }
        } catch (SQLException e) {
            throw new StartException("the database at " + url + " cannot be used: " + e.getMessage()
                    + "\nMaybe check QUARKUS_DATASOURCE_JDBC_URL, _USERNAME and _PASSWORD.");
        }
    }

    private void checkVersion(DatabaseMetaData server) throws SQLException {
        int version = server.getDatabaseMajorVersion() * 100 + server.getDatabaseMinorVersion();
        if (version < OLDEST) {
            throw new StartException("the database at " + url + " is version " + server.getDatabaseProductVersion()
                    + "; Lunbo needs MariaDB 10.11 or newer.");
        }
    }

    private static boolean on(Statement sql, String question) throws SQLException {
        try (ResultSet answer = sql.executeQuery(question)) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    private static boolean mayDoEverything(Statement sql) throws SQLException {
        try (ResultSet grants = sql.executeQuery("show grants")) {
            while (grants.next()) {
                String grant = grants.getString(1).toUpperCase(Locale.ROOT);
                if (grant.contains(" ON *.* ") && (grant.contains("ALL PRIVILEGES") || grant.contains("SUPER"))) {
                    return true;
                }
            }
            return false;
        }
    }

    private static boolean hasTriggers(Statement sql) throws SQLException {
        return on(
                sql,
                "select count(*) = 2 from information_schema.triggers"
                        + " where trigger_schema = database() and event_object_table = 'audit_entries'");
    }
}
