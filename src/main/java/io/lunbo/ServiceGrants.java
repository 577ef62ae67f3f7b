package io.lunbo;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * After each migration the owner lets the service's account work in the tables, and write the audit trail only forward.
 *
 * <p>Nothing happens where one account does both: then only the triggers keep the trail, see {@code AuditGuard}.
 */
public final class ServiceGrants implements Callback {
    private static final String ORDINARY = "INSERT, UPDATE, DELETE";
    private static final Map<String, String> SPECIAL =
            Map.of("audit_entries", "INSERT", "audit_head", "UPDATE", "flyway_schema_history", "");
    private static final String PLAIN_NAME = "[A-Za-z0-9_]+";

    /** For Flyway. */
    public ServiceGrants() {}

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.AFTER_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        try {
            String service = serviceAccount();
            if (!service.equals(account(context.getConnection()))) {
                grant(context.getConnection(), service);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "the database's owner cannot let the service work in it (it needs WITH GRANT OPTION): "
                            + e.getMessage(),
                    e);
        }
    }

    @Override
    public String getCallbackName() {
        return "service-grants";
    }

    private static String serviceAccount() throws SQLException {
        Config config = ConfigProvider.getConfig();
        try (Connection connection = DriverManager.getConnection(
                config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue("quarkus.datasource.username", String.class),
                config.getValue("quarkus.datasource.password", String.class))) {
            return account(connection);
        }
    }

    private static void grant(Connection owner, String service) throws SQLException {
        int at = service.lastIndexOf('@');
        String who = "'" + service.substring(0, at).replace("'", "''") + "'@'" + service.substring(at + 1) + "'";
        for (String table : tables(owner)) {
            String what = SPECIAL.getOrDefault(table, ORDINARY);
            if (!what.isEmpty()) {
                // Names cannot be parameters; these are the schema's own.
                try (Statement sql = owner.createStatement()) {
                    sql.execute("GRANT " + what + " ON `" + table + "` TO " + who);
                }
            }
        }
    }

    private static List<String> tables(Connection owner) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement sql = owner.prepareStatement("select table_name from information_schema.tables"
                        + " where table_schema = database() and table_type = 'BASE TABLE'");
                ResultSet rows = sql.executeQuery()) {
            while (rows.next()) {
                String name = rows.getString(1);
                if (!name.matches(PLAIN_NAME)) {
                    throw new IllegalStateException("a table of another make: " + name);
                }
                names.add(name);
            }
        }
        return names;
    }

    private static String account(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("select current_user()")) {
            row.next();
            return row.getString(1);
        }
    }
}
