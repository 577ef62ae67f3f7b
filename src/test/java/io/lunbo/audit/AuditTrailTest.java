package io.lunbo.audit;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.Role;
import io.lunbo.testsupport.Someone;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@QuarkusTest
class AuditTrailTest {
    @Inject
    AuditTrail trail;

    @Inject
    AuditGuard guard;

    @Inject
    EntityManager entities;

    @Inject
    DataSource database;

    @Test
    void concurrentDeedsFormOneUnbrokenChain() {
        String subject = "test:" + UUID.randomUUID();
        ExecutorService writers = Executors.newFixedThreadPool(50);
        try {
            CompletableFuture<?>[] deeds = IntStream.range(0, 50)
                    .mapToObj(i -> CompletableFuture.runAsync(
                            () -> QuarkusTransaction.requiringNew()
                                    .run(() -> trail.record(UUID.randomUUID(), "test.deed", subject, Map.of("n", i))),
                            writers))
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(deeds).join();
        } finally {
            writers.shutdown();
        }

        assertThat(trail.verify().brokenAt()).isNull();
        assertThat(trail.newest(400))
                .filteredOn(entry -> entry.subject().equals(subject))
                .hasSize(50);
    }

    @Test
    void entryKnowsThePersonAsItWasThen() {
        Account person = Someone.with(Role.SCHEDULER, Role.REVIEWER);
        String subject = "test:" + UUID.randomUUID();

        QuarkusTransaction.requiringNew()
                .run(() -> trail.record(
                        person.id(),
                        "test.change",
                        subject,
                        Change.of(Map.of("name", "旧"), Map.of("name", "新\"\uD83D\uDE00"))
                                .with(Map.of("reason", "=1"))));

        AuditEntry entry = trail.newest(200).stream()
                .filter(one -> one.subject().equals(subject))
                .findFirst()
                .orElseThrow();
        assertThat(entry.line().actorName()).isEqualTo(person.name());
        assertThat(entry.line().unitId()).isEqualTo(person.unitId().toString());
        assertThat(entry.line().unitName()).isEqualTo(person.unitName());
        assertThat(entry.line().roles()).isEqualTo("REVIEWER,SCHEDULER");
        assertThat(entry.line().origin()).isEqualTo("JOB");
        assertThat(entry.before()).isEqualTo("{\"name\":\"旧\"}");
        assertThat(entry.after()).isEqualTo("{\"name\":\"新\\\"\uD83D\uDE00\"}");
        assertThat(trail.verify().brokenAt()).isNull();
    }

    @Test
    void triggersRefuseEvenTheOwnerToChangeOrDeleteAnEntry() throws Exception {
        try (Connection owner = owner()) {
            assertThatThrownBy(() -> run(owner, "update audit_entries set details = '{}' where sequence = 1"))
                    .hasMessageContaining("never changed");
            assertThatThrownBy(() -> run(owner, "delete from audit_entries where sequence = 1"))
                    .hasMessageContaining("never deleted");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from audit_entries where sequence = 1",
                "update audit_entries set details = '{}' where sequence = 1",
                "replace into audit_entries (sequence, at, deed, subject, details, previous_hash, hash)"
                        + " values (1, now(3), 'x', 'x', '{}', 'x', 'x')",
                "truncate table audit_entries",
                "drop table audit_entries",
                "drop trigger audit_entries_keep",
                "drop trigger audit_entries_stay",
                "create trigger mine after insert on audit_entries for each row set @x = 1",
                "alter table audit_entries drop column details",
                "rename table audit_entries to gone",
                "create table mine (id int)",
                "delete from audit_head",
                "insert into audit_head (id, sequence, hash) values (2, 0, 'x')",
                "truncate table audit_head",
                "delete from flyway_schema_history",
                "set global general_log = 1",
                "create user mine",
                "grant delete on audit_entries to current_user()"
            })
    void serviceAccountIsDenied(String statement) throws Exception {
        try (Connection service = database.getConnection()) {
            assertThatThrownBy(() -> run(service, statement))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(e.getErrorCode()).isIn(1142, 1044, 1227, 1370));
        }
    }

    @Test
    void serviceAccountWorksInEveryOtherTable() throws Exception {
        List<?> tables = entities.createNativeQuery(
                        "select table_name from information_schema.tables where table_schema = database()"
                                + " and table_type = 'BASE TABLE' and table_name not in"
                                + " ('audit_entries', 'audit_head', 'flyway_schema_history')")
                .getResultList();
        assertThat(tables).hasSizeGreaterThan(20);
        try (Connection service = database.getConnection()) {
            for (Object table : tables) {
                run(service, "delete from `" + table + "` where 1 = 0");
            }
        }
    }

    @Test
    void serviceSaysThatTheDatabaseGuardsTheTrail() {
        assertThat(guard.guarded()).isTrue();
        assertThat(guard.call().getData())
                .hasValueSatisfying(data -> assertThat(data).containsEntry("guardedByDatabase", true));
    }

    private static void run(Connection connection, String statement) throws SQLException {
        try (var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private static Connection owner() throws SQLException {
        var config = ConfigProvider.getConfig();
        return DriverManager.getConnection(
                config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue("quarkus.flyway.username", String.class),
                config.getValue("quarkus.flyway.password", String.class));
    }
}
