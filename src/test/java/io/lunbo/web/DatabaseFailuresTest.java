package io.lunbo.web;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a full disk and a server that has just gone do to a caller, in the words that were seen of the real ones. */
class DatabaseFailuresTest {
    @Test
    void fullDiskIsSaidToBeOne() {
        assertThat(typeOf(new SQLException("Disk full (/x); waiting for someone to free some space...", "HY000", 1021)))
                .isEqualTo(ProblemType.STORAGE_FULL);
        assertThat(typeOf(new SQLException("The table 'plays' is full", "HY000", 1114)))
                .isEqualTo(ProblemType.STORAGE_FULL);
    }

    @Test
    void serverThatDiedUnderATransactionIsComeAgainFor() {
        SQLException pool = new SQLException(
                "Exception in association of connection to existing transaction",
                new SQLException(
                        "Failed to enlist. Check if a connection from another datasource is already enlisted"));
        assertThat(typeOf(new IllegalStateException("Unable to acquire JDBC Connection", pool)))
                .isEqualTo(ProblemType.UNAVAILABLE);
    }

    @Test
    void mistakeOfOursStaysOne() {
        assertThat(ProblemMapper.DatabaseFailures.problem(new SQLException("You have an error", "42000", 1064)))
                .isEmpty();
    }

    private static ProblemType typeOf(Throwable failure) {
        return ProblemMapper.DatabaseFailures.problem(failure).orElseThrow().type();
    }
}
