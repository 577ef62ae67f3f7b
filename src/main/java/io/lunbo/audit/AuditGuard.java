package io.lunbo.audit;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether the database itself keeps the running service from changing the trail: it may neither change nor delete entries
 * nor take away the triggers that refuse it. Where one account does everything, only the triggers and the chain are left.
 */
@Readiness
@Default
@ApplicationScoped
class AuditGuard implements HealthCheck {
    private static final String POWERS = """
            select count(*) from (
              select grantee, privilege_type from information_schema.user_privileges
              union all
              select grantee, privilege_type from information_schema.schema_privileges where database() like table_schema
              union all
              select grantee, privilege_type from information_schema.table_privileges
               where table_schema = database() and table_name = 'audit_entries') held
            where grantee = concat('''', substring_index(current_user(), '@', 1), '''@''',
                                   substring_index(current_user(), '@', -1), '''')
              and privilege_type in ('UPDATE', 'DELETE', 'DELETE HISTORY', 'DROP', 'ALTER', 'TRIGGER', 'SUPER')
            """;
    private static final String ROLES =
            "select count(*) from information_schema.enabled_roles where role_name is not null";
    private static final int DENIED = 1142;

    private final DataSource database;
    private volatile boolean guarded;

    AuditGuard(DataSource database) {
        this.database = database;
    }

    void look(@Observes StartupEvent start) {
        try (Connection connection = database.getConnection()) {
            guarded = count(connection, POWERS) == 0 && (count(connection, ROLES) == 0 || isDenied(connection));
        } catch (SQLException e) {
            throw new IllegalStateException("what the service may do in the database cannot be found out", e);
        }
        if (!guarded) {
            Log.warn("The service's database account could change the audit trail: give the tables another owner"
                    + " (quarkus.flyway.username), see README");
        }
    }

    /** Whether it does. */
    boolean guarded() {
        return guarded;
    }

    private static int count(Connection connection, String question) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement(question);
                ResultSet row = sql.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    /** Asks for nothing to be deleted: powers that come through a database's roles show only when they are used. */
    private static boolean isDenied(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute("delete from audit_entries where 1 = 0");
            return false;
        } catch (SQLException e) {
            if (e.getErrorCode() == DENIED) {
                return true;
            }
            throw e;
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("audit trail")
                .up()
                .withData("guardedByDatabase", guarded)
                .build();
    }
}
