package io.lunbo.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** The chain in a database, read row by row in one consistent view, whether Lunbo runs on it or not. */
public final class StoredChain {
    private static final String ENTRIES =
            "select format, sequence, at, actor_id, actor_name, unit_id, unit_name, roles,"
                    + " origin, address, deed, subject, state_before, state_after, details, previous_hash, hash"
                    + " from audit_entries where sequence > ? order by sequence";
    private static final int ROWS_AT_ONCE = 500;

    private final Connection connection;

    /** What is done with the entries while they are read. */
    public interface Reading<T> {
        /** All of it; {@code head} is where the chain ends at that moment. */
        T read(Iterator<AuditLine> lines, AuditHead head) throws SQLException;
    }

    /** On a connection of its own, which the caller closes. */
    public StoredChain(Connection connection) {
        this.connection = connection;
    }

    /** Follows all of it; {@code kept} are ends of the chain that were written down elsewhere. */
    public ChainCheck.Finding verify(List<AuditHead> kept) throws SQLException {
        return read(Long.MIN_VALUE, (lines, head) -> new ChainCheck(lines, head, kept).whole());
    }

    /** Where it ends. */
    public AuditHead head() throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement("select sequence, hash from audit_head where id = 1");
                ResultSet row = sql.executeQuery()) {
            return row.next() ? new AuditHead(row.getLong(1), row.getString(2)) : new AuditHead(0, AuditLine.GENESIS);
        }
    }

    /** Whether the entry at that end is still the one that stood there. */
    public boolean holds(AuditHead then) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement("select hash from audit_entries where sequence = ?")) {
            sql.setLong(1, then.sequence());
            try (ResultSet row = sql.executeQuery()) {
                return row.next() && row.getString(1).equals(then.hash());
            }
        }
    }

    /** Reads the entries after one, and where the chain ends, as they are at one moment. */
    public <T> T read(long after, Reading<T> reading) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        int isolation = connection.getTransactionIsolation();
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        try {
            AuditHead head = head(); // the first question fixes the view
            try (PreparedStatement sql = connection.prepareStatement(ENTRIES)) {
                sql.setFetchSize(ROWS_AT_ONCE);
                sql.setLong(1, after);
                try (ResultSet rows = sql.executeQuery()) {
                    return reading.read(new Rows(rows), head);
                }
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
            connection.setTransactionIsolation(isolation);
        }
    }

    private static final class Rows implements Iterator<AuditLine> {
        private final ResultSet rows;
        private AuditLine next;

        Rows(ResultSet rows) throws SQLException {
            this.rows = rows;
            this.next = fetch();
        }

        private AuditLine fetch() throws SQLException {
            return rows.next() ? line(rows) : null;
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public AuditLine next() {
            if (next == null) {
                throw new NoSuchElementException();
            }
            try {
                AuditLine line = next;
                next = fetch();
                return line;
            } catch (SQLException e) {
                throw new IllegalStateException("the audit trail cannot be read on", e);
            }
        }

        private static AuditLine line(ResultSet row) throws SQLException {
            return new AuditLine(
                    row.getInt("format"),
                    row.getLong("sequence"),
                    AuditLine.time(row.getObject("at", LocalDateTime.class).toInstant(ZoneOffset.UTC)),
                    row.getString("actor_id"),
                    row.getString("actor_name"),
                    row.getString("unit_id"),
                    row.getString("unit_name"),
                    row.getString("roles"),
                    row.getString("origin"),
                    row.getString("address"),
                    row.getString("deed"),
                    row.getString("subject"),
                    row.getString("state_before"),
                    row.getString("state_after"),
                    row.getString("details"),
                    row.getString("previous_hash"),
                    row.getString("hash"));
        }
    }
}
