package io.lunbo.work;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Who works on which order. Times are the database's: those of nodes differ, and a demo's clock is set back.
 *
 * <p>Plain JDBC, as sleeping rows are looked for every second; only the ending takes part in the owner's transaction.
 */
@ApplicationScoped
class WorkClaims {
    private static final int LONGEST_DETAIL = 300;
    private static final int LONGEST_NODE = 200;
    private static final String NEXT = """
            select id, kind, subject, attempts from work_orders
            where (state = 'WAITING' and due_at <= utc_timestamp(3))
              or (state = 'RUNNING' and lease_until < utc_timestamp(3))
            order by rank, due_at, id limit 1 for update skip locked""";
    private static final String TAKE = """
            update work_orders set state = 'RUNNING', claim = ?, holder = ?, attempts = attempts + 1, percent = 0,
              started_at = utc_timestamp(3), lease_until = utc_timestamp(3) + interval ? second where id = ?""";
    private static final String RENEW =
            "update work_orders set lease_until = utc_timestamp(3) + interval ? second, percent = ? where id = ? and claim = ?";
    private static final String LATER = """
            update work_orders set state = 'WAITING', claim = null, lease_until = null,
              due_at = utc_timestamp(3) + interval ? second where id = ? and claim = ?""";
    private static final String RELEASE =
            "update work_orders set lease_until = utc_timestamp(3) where state = 'RUNNING' and holder = ?";

    private final AgroalDataSource dataSource;
    private final EntityManager entities;
    private final WorkConfig config;
    private final String node;

    /** A claim on one order: whoever writes under it must still hold it. */
    record Claim(UUID order, UUID token, String kind, UUID subject, int attempt) {}

    private interface Binder {
        void bind(PreparedStatement statement) throws SQLException;
    }

    WorkClaims(
            AgroalDataSource dataSource,
            EntityManager entities,
            WorkConfig config,
            @ConfigProperty(name = "lunbo.data", defaultValue = "data") Path data) {
        this.dataSource = dataSource;
        this.entities = entities;
        this.config = config;
        String name = config.node().orElseGet(() -> machine() + ":" + data.toAbsolutePath());
        this.node = name.substring(Math.max(0, name.length() - LONGEST_NODE));
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }

    /** Frees what this node had claimed before it ended: nobody is at it any more. */
    int releaseOwn() {
        return QuarkusTransaction.requiringNew().call(() -> update(RELEASE, statement -> statement.setString(1, node)));
    }

    /** Takes the order that waited longest, if one waits. */
    Optional<Claim> next() {
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection connection = dataSource.getConnection();
                    PreparedStatement select = connection.prepareStatement(NEXT);
                    ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Claim claim = new Claim(
                        UUID.fromString(row.getString("id")),
                        UUID.randomUUID(),
                        row.getString("kind"),
                        UUID.fromString(row.getString("subject")),
                        row.getInt("attempts") + 1);
                take(connection, claim);
                return Optional.of(claim);
            }
        });
    }

    private void take(Connection connection, Claim claim) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(TAKE)) {
            update.setString(1, claim.token().toString());
            update.setString(2, node);
            update.setLong(3, config.lease().toSeconds());
            update.setString(4, claim.order().toString());
            update.executeUpdate();
        }
    }

    /** Gives a sign of life; false where the claim is lost. */
    boolean renew(Claim claim, int percent) {
        return QuarkusTransaction.requiringNew()
                        .call(() -> update(RENEW, statement -> {
                            statement.setLong(1, config.lease().toSeconds());
                            statement.setInt(2, percent);
                            statement.setString(3, claim.order().toString());
                            statement.setString(4, claim.token().toString());
                        }))
                > 0;
    }

    /** Gives the order back, to be begun again after a while. */
    void later(Claim claim, Duration pause) {
        QuarkusTransaction.requiringNew()
                .call(() -> update(LATER, statement -> {
                    statement.setLong(1, pause.toSeconds());
                    statement.setString(2, claim.order().toString());
                    statement.setString(3, claim.token().toString());
                }));
    }

    /** Ends the order and writes its result, both or none; false where somebody else holds it by now. */
    boolean end(Claim claim, WorkFailure failure, Runnable result) {
        return QuarkusTransaction.requiringNew().call(() -> {
            int held = entities.createNativeQuery("""
                            update work_orders set state = :state, claim = null, lease_until = null, percent = 100,
                              reason = :reason, detail = :detail, ended_at = utc_timestamp(3)
                            where id = :id and claim = :claim""")
                    .setParameter("state", failure == null ? "DONE" : "FAILED")
                    .setParameter("reason", failure == null ? null : failure.reason())
                    .setParameter("detail", failure == null ? null : shortened(failure.detail()))
                    .setParameter("id", claim.order())
                    .setParameter("claim", claim.token())
                    .executeUpdate();
            if (held > 0) {
                result.run();
            }
            return held > 0;
        });
    }

    private static String shortened(String detail) {
        return detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL);
    }

    private int update(String sql, Binder binder) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            binder.bind(statement);
            return statement.executeUpdate();
        }
    }
}
