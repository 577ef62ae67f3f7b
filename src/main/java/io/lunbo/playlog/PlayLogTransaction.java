package io.lunbo.playlog;

import io.agroal.api.AgroalDataSource;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Runs work in a transaction of its own, again from its beginning where the database says that this will help. */
@ApplicationScoped
class PlayLogTransaction {
    private static final int MAX_TRIES = 8;
    private static final int RETRY_AFTER_SECONDS = 5;
    // 1205 lock wait, 1213 deadlock, 1020 changed since last read, 1180 commit failed, 1047 node not ready, 1969 too
    // slow
    private static final Set<Integer> TRANSIENT = Set.of(1205, 1213, 1020, 1180, 1047, 1969);

    private final AgroalDataSource dataSource;
    private final PlayLogConfig config;

    /** What is done in the transaction. It may run several times, so it must begin from nothing each time. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    PlayLogTransaction(AgroalDataSource dataSource, PlayLogConfig config) {
        this.dataSource = dataSource;
        this.config = config;
    }

    /** The result of the work, committed; or a 503 where the database could not take it in time. */
    <T> T run(Work<T> work) {
        long deadline = System.nanoTime() + config.retryFor().toNanos();
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work);
            } catch (SQLException e) {
                if (!isTransient(e)) {
                    throw new IllegalStateException("the play log cannot be stored", e);
                }
                if (attempt == MAX_TRIES || System.nanoTime() > deadline) {
                    Log.warnf("Play log not stored after %d tries: %s", attempt, e.getMessage());
                    throw busy();
                }
                pause(attempt);
            }
        }
    }

    static Problem busy() {
        int jitter = ThreadLocalRandom.current().nextInt(RETRY_AFTER_SECONDS);
        return Problem.of(ProblemType.UNAVAILABLE).with("retryAfterSeconds", 1 + jitter);
    }

    private <T> T once(Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        }
    }

    private static void rollBack(Connection connection, Exception reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e); // a broken connection has rolled back already
        }
    }

    private static boolean isTransient(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return TRANSIENT.contains(e.getErrorCode())
                || state.startsWith("08")
                || state.startsWith("40")
                || e instanceof SQLTransientException
                || e instanceof SQLTimeoutException
                || String.valueOf(e.getMessage()).contains("Acquisition timeout");
    }

    private static void pause(int attempt) {
        try {
            long most = 10L << Math.min(attempt, 6);
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(most / 2, most));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
    }
}
