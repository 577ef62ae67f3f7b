package io.lunbo;

import io.lunbo.testsupport.ApiClient;
import io.lunbo.testsupport.PackagedLunbo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whoever owns the database damages the trail of a real Lunbo behind its back, and the command names the first broken link. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditTamperIT {
    private static final Map<String, String> NOTHING = Map.of();

    @TempDir
    static Path folder;

    private Path data;
    private PackagedLunbo lunbo;
    private ApiClient inspector;
    private String exported;
    private long last;

    @BeforeAll
    void live() throws Exception {
        data = Files.createDirectory(folder.resolve("data"));
        lunbo = PackagedLunbo.start(data);
        inspector = new ApiClient(lunbo.url());
        inspector.signIn("inspector", lunbo.password("inspector"));
        exported = inspector.send("GET", "/api/v1/audit/chain", null).body();
        last = inspector.get("/api/v1/audit/verification").get("entries").asLong();
        assertThat(last).isGreaterThan(20);
    }

    @AfterAll
    void stop() {
        if (lunbo != null) {
            lunbo.close();
        }
    }

    @Test
    void untouchedTrailIsWholeBesideTheRunningService() throws Exception {
        assertThat(verify())
                .startsWith("The audit trail is whole: entries 1 to ")
                .endsWith("\n0");
    }

    @Test
    void everyDamageIsNamedByTheCommandTheApiAndThePage() throws Exception {
        Map<String, String> damages = new LinkedHashMap<>();
        damages.put("update audit_entries set details = '{\"lie\":1}' where sequence = 5", "entry 5: it was changed");
        damages.put("update audit_entries set actor_name = 'Somebody' where sequence = 9", "entry 9: it was changed");
        damages.put(
                "update audit_entries set at = at + interval 1 second where sequence = 6", "entry 6: it was changed");
        damages.put("delete from audit_entries where sequence = 7", "entry 7: it was removed");
        damages.put("delete from audit_entries where sequence = 1", "entry 1: it was removed");
        damages.put("delete from audit_entries where sequence > 15", "entry 16: it and all that followed");
        damages.put(
                "update audit_entries set sequence = -1 where sequence = 8;"
                        + "update audit_entries set sequence = 8 where sequence = 12;"
                        + "update audit_entries set sequence = 12 where sequence = -1",
                "entry 8: another entry stands");
        damages.put(
                "update audit_entries set sequence = sequence + 1 where sequence >= 10 order by sequence desc;"
                        + "insert into audit_entries select 10, format, at, actor_id, actor_name, unit_id, unit_name, roles,"
                        + " origin, address, deed, subject, state_before, state_after, details, previous_hash, hash"
                        + " from audit_entries where sequence = 3",
                "entry 10: it was inserted");
        damages.put(
                "delete from audit_entries where sequence = 10;"
                        + "update audit_entries set sequence = sequence - 1 where sequence > 10 order by sequence",
                "entry 10: it was removed");
        for (var damage : damages.entrySet()) {
            assertThat(verifyDamaged(damage.getKey())).as(damage.getKey()).contains(damage.getValue());
        }
        assertThat(verify()).endsWith("\n0");
    }

    @Test
    void endThatIsCutOffWithItsHeadIsFoundByTheFileOfHeads() throws Exception {
        String head =
                exported.lines().reduce((one, other) -> other).orElseThrow().replaceAll(".*\"(\\d+:.*)\"}", "$1");
        Path heads = data.resolve("audit-heads");
        String before = Files.exists(heads) ? Files.readString(heads) : "";
        Files.writeString(heads, before + "2023-04-20T01:00:00.000Z " + head + "\n");

        String cut = "delete from audit_entries where sequence > 18;"
                + "update audit_head set sequence = 18, hash = (select hash from audit_entries where sequence = 18)";
        assertThat(verifyDamaged(cut)).contains("entry 19: it and all that followed were cut off");

        Files.writeString(heads, before);
    }

    @Test
    void exportedFileIsVerifiedWithoutADatabase() throws Exception {
        Path nowhere = folder.resolve("no-data");
        Path file = Files.writeString(folder.resolve("chain.jsonl"), exported);
        assertThat(PackagedLunbo.command(nowhere, NOTHING, "--verify-audit", file.toString()))
                .startsWith("The audit trail is whole: ")
                .endsWith("\n0");
        List<String> lines = exported.lines().toList();
        Files.writeString(file, String.join("\n", lines.subList(0, 11)) + "\n");
        assertThat(PackagedLunbo.command(nowhere, NOTHING, "--verify-audit", file.toString()))
                .contains("entry 12: it and all that followed were cut off")
                .endsWith("\n1");
        assertThat(PackagedLunbo.command(nowhere, NOTHING, "--verify-audit", "absent.jsonl"))
                .contains("cannot be verified")
                .endsWith("\n2");
        assertThat(nowhere).doesNotExist();
    }

    @Test
    void folderOfAnOlderVersionIsTakenOver() throws Exception {
        Path older = Files.createDirectory(folder.resolve("older"));
        PackagedLunbo.start(older, NOTHING).close();
        Path databaseFolder = older.resolve("mariadb");
        var accounts = DatabaseAccounts.in(databaseFolder, "lunbo");
        onDatabaseOf(
                databaseFolder,
                accounts.owner(),
                sql -> sql.execute("grant all privileges on lunbo.* to 'lunbo'@'127.0.0.1'"));

        onDatabaseOf(
                databaseFolder,
                accounts.service(),
                sql -> assertThatThrownBy(() -> sql.execute("delete from audit_entries"))
                        .hasMessageContaining("denied"));
    }

    private interface Work {
        void on(Statement sql) throws SQLException;
    }

    /** In a process of its own: this one's would be started again when it ends. */
    private static void onDatabaseOf(Path databaseFolder, DatabaseAccounts.Account account, Work work)
            throws Exception {
        Process process = EmbeddedDatabaseProcess.launch(databaseFolder);
        try {
            String[] ready = process.inputReader().readLine().split(" ");
            assertThat(ready).startsWith("READY");
            try (Connection connection = DriverManager.getConnection(ready[3], account.user(), account.password());
                    Statement sql = connection.createStatement()) {
                work.on(sql);
            } finally {
                process.destroyForcibly().waitFor();
                ProcessHandle.of(Long.parseLong(ready[1]))
                        .ifPresent(server -> server.onExit().join());
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private String verify() throws Exception {
        return PackagedLunbo.command(data, NOTHING, "--verify-audit");
    }

    private String verifyDamaged(String statements) throws Exception {
        var database = EmbeddedMariaDb.foundRunning(
                        new EmbeddedMariaDb.Options(data, data.resolve("mariadb"), 0, "lunbo", "lunbo"))
                .orElseThrow();
        var owner = database.accounts().owner();
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), owner.user(), owner.password());
                Statement sql = connection.createStatement()) {
            String keep = triggerText(sql, "audit_entries_keep", "update", "changed");
            String stay = triggerText(sql, "audit_entries_stay", "delete", "deleted");
            sql.execute("create or replace table kept_entries as select * from audit_entries");
            sql.execute("create or replace table kept_head as select * from audit_head");
            try {
                for (String statement : statements.split(";")) {
                    sql.execute(statement);
                }
                assertThat(inspector
                                .get("/api/v1/audit/verification")
                                .get("intact")
                                .asBoolean())
                        .isFalse();
                String said = verify();
                assertThat(said).endsWith("\n1");
                return said;
            } finally {
                sql.execute("delete from audit_entries");
                sql.execute("insert into audit_entries select * from kept_entries");
                sql.execute("update audit_head set sequence = (select sequence from kept_head),"
                        + " hash = (select hash from kept_head)");
                sql.execute(keep);
                sql.execute(stay);
                sql.execute("drop table kept_entries, kept_head");
            }
        }
    }

    private static String triggerText(Statement sql, String name, String when, String never) throws SQLException {
        sql.execute("drop trigger " + name);
        return "create trigger " + name + " before " + when + " on audit_entries for each row signal sqlstate '45000'"
                + " set message_text = 'audit entries are never " + never + "'";
    }
}
