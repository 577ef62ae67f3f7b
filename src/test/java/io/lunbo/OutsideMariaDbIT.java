package io.lunbo;

import io.lunbo.testsupport.ApiClient;
import io.lunbo.testsupport.PackagedLunbo;
import io.lunbo.testsupport.Visitor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The packaged application on a MariaDB that somebody else runs: an ordinary user, and a binary log as clusters have it. */
class OutsideMariaDbIT {
    private static final List<String> ROOT =
            "root".equals(System.getProperty("user.name")) ? List.of("--user=root") : List.of();

    private static final String PLAY = """
            {"plays": [{"id": "0196512d-7b00-7000-8000-%012d", "media": "%s", "startedAt": "2023-04-20T01:00:00.000Z",
              "durationMs": 15000, "outcome": "COMPLETED"}]}""".formatted(1, "a".repeat(64));

    @TempDir
    Path folder;

    private Path binaries;
    private int port;
    private Process server;

    @BeforeEach
    void install() throws Exception {
        binaries = MariaDbBinaries.unpackInto(StartSettings.read().cacheFolder());
        List<String> command = new ArrayList<>(List.of(
                "/bin/sh",
                binaries.resolve("scripts/mariadb-install-db").toString(),
                "--no-defaults",
                "--basedir=" + binaries,
                "--datadir=" + folder.resolve("mariadb"),
                "--force",
                "--skip-name-resolve",
                "--skip-test-db"));
        command.addAll(ROOT);
        assertThat(run(command).waitFor()).isZero();
        Files.writeString(folder.resolve("init.sql"), """
                create database if not exists lunbo character set utf8mb4;
                create user if not exists 'app'@'127.0.0.1' identified by 'a secret';
                grant all privileges on lunbo.* to 'app'@'127.0.0.1';
                create database if not exists two character set utf8mb4;
                create user if not exists 'owner'@'127.0.0.1' identified by 'another secret';
                grant all privileges on two.* to 'owner'@'127.0.0.1' with grant option;
                create user if not exists 'service'@'127.0.0.1' identified by 'a secret';
                grant select on two.* to 'service'@'127.0.0.1';
                """);
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (server != null) {
            server.destroy();
            server.waitFor();
        }
    }

    @Test
    void startsMigratesWorksAndStartsAgain() throws Exception {
        start("--log-bin-trust-function-creators=1");
        Path data = Files.createDirectory(folder.resolve("data"));
        String password;
        try (PackagedLunbo lunbo = PackagedLunbo.start(data, outside("a secret"))) {
            password = lunbo.oneTimePassword();
            assertThat(new ApiClient(lunbo.url()).signIn("admin", password)).isEqualTo(201);
            assertThat(data.resolve("mariadb")).doesNotExist();
            assertThat(lunbo.said()).contains("could change the audit trail");
            assertThat(new ApiClient(lunbo.url()).get("/q/health/ready").toString())
                    .contains("\"guardedByDatabase\":false");
        }
        stop();
        start(); // once the triggers are there, nobody needs the setting

        try (PackagedLunbo again = PackagedLunbo.start(data, outside("a secret"))) {
            assertThat(new ApiClient(again.url()).signIn("admin", password)).isEqualTo(201);
        }
        assertThat(attempt("delete from audit_entries")).contains("never deleted");
        assertThat(attempt("update audit_entries set deed = 'x'")).contains("never changed");
    }

    @Test
    void ownerAndServiceAreTwoAccounts() throws Exception {
        start("--log-bin-trust-function-creators=1");
        Path data = Files.createDirectory(folder.resolve("data"));
        Map<String, String> two = Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", url().replace("/lunbo?", "/two?"),
                "QUARKUS_DATASOURCE_USERNAME", "service",
                "QUARKUS_DATASOURCE_PASSWORD", "a secret",
                "QUARKUS_FLYWAY_USERNAME", "owner",
                "QUARKUS_FLYWAY_PASSWORD", "another secret");
        try (PackagedLunbo lunbo = PackagedLunbo.start(data, two)) {
            String password = lunbo.said().replaceAll("(?s).*one-time password (\\S+) and.*", "$1");
            assertThat(new ApiClient(lunbo.url()).signIn("admin", password)).isEqualTo(201);
            assertThat(lunbo.said()).doesNotContain("could change the audit trail");
            assertThat(new ApiClient(lunbo.url()).get("/q/health/ready").toString())
                    .contains("\"guardedByDatabase\":true");
            assertThat(PackagedLunbo.command(data, two, "--verify-audit"))
                    .startsWith("The audit trail is whole: ")
                    .endsWith("0");
        }
        assertThat(attempt("service", "delete from two.audit_entries")).contains("denied");
        assertThat(attempt("service", "drop trigger two.audit_entries_stay")).contains("denied");
        assertThat(attempt("service", "select * from two.audit_entries")).isEmpty();
    }

    @Test
    void serverThatWouldRefuseTheTriggersIsRefusedBeforeAnythingIsChanged() throws Exception {
        start();

        String said = PackagedLunbo.refused(folder.resolve("data"), outside("a secret"));

        assertThat(said)
                .startsWith("Lunbo cannot start: ")
                .contains("log_bin_trust_function_creators=1")
                .doesNotContain("\tat ");
        assertThat(said.lines()).hasSize(2);
        assertThat(attempt("select 1 from units")).contains("doesn't exist");
    }

    @Test
    void wrongPasswordIsSaidInASentence() throws Exception {
        start();

        assertThat(PackagedLunbo.refused(folder.resolve("data"), outside("wrong")))
                .startsWith("Lunbo cannot start: ")
                .contains("QUARKUS_DATASOURCE_JDBC_URL")
                .doesNotContain("\tat ", "wrong");
    }

    @Test
    void whileItIsAwayPlayersGoOnAndEverybodyElseIsAskedToComeAgain() throws Exception {
        start("--log-bin-trust-function-creators=1");
        Path data = Files.createDirectory(folder.resolve("data"));
        try (PackagedLunbo lunbo = PackagedLunbo.start(data, outside("a secret"))) {
            ApiClient operator = new ApiClient(lunbo.url());
            String password = operator.chooseFirstPassword(lunbo.oneTimePassword());
            Visitor browser = Visitor.signedIn(lunbo, "admin", password);
            Visitor player = Visitor.paired(lunbo, operator);
            String etag = player.get("/player/v1/manifest", "")
                    .headers()
                    .firstValue("ETag")
                    .orElseThrow();
            assertThat(browser.get("/screens", "").statusCode()).isEqualTo(200);

            server.destroyForcibly().waitFor();

            assertThat(player.get("/player/v1/manifest", "").statusCode()).isEqualTo(200);
            assertThat(player.get("/player/v1/manifest", etag).statusCode()).isEqualTo(304);
            assertThatItAsksToComeAgain(player.post("/player/v1/plays", PLAY));
            assertThatItAsksToComeAgain(operator.send("GET", "/api/v1/screens", null));
            assertThatItAsksToComeAgain(
                    operator.send("POST", "/api/v1/sessions", Map.of("username", "admin", "password", password)));
            HttpResponse<String> page = browser.get("/screens", "");
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
            assertThat(page.body()).contains("problem-status").doesNotContain("Exception", "\tat ");
            assertThat(browser.get("/q/health/ready", "").statusCode()).isEqualTo(503);
            assertThat(browser.get("/q/health/live", "").statusCode()).isEqualTo(200);

            start();
            assertThat(player.post("/player/v1/plays", PLAY).statusCode()).isEqualTo(200);
            assertThat(operator.send("GET", "/api/v1/screens", null).statusCode())
                    .isEqualTo(200);
            assertThat(browser.get("/screens", "").statusCode()).isEqualTo(200);
            assertThat(browser.get("/q/health/ready", "").statusCode()).isEqualTo(200);
        }
    }

    private static void assertThatItAsksToComeAgain(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 60L);
        assertThat(answer.body()).contains("\"type\":\"unavailable\"").doesNotContain("Exception", "SQL");
    }

    private String url() {
        return "jdbc:mariadb://127.0.0.1:" + port + "/lunbo?sslMode=disable&timezone=UTC";
    }

    private Map<String, String> outside(String password) {
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL",
                url(),
                "QUARKUS_DATASOURCE_USERNAME",
                "app",
                "QUARKUS_DATASOURCE_PASSWORD",
                password);
    }

    private String attempt(String statement) {
        return attempt("app", statement);
    }

    private String attempt(String user, String statement) {
        String address = user.equals("app") ? url() : url().replace("/lunbo?", "/two?");
        try (var connection = DriverManager.getConnection(address, user, "a secret");
                var sql = connection.createStatement()) {
            sql.execute(statement);
            return "";
        } catch (SQLException e) {
            return e.getMessage();
        }
    }

    private void start(String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                binaries.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + binaries,
                "--datadir=" + folder.resolve("mariadb"),
                "--socket=" + Files.createTempDirectory("lunbo").resolve("s"),
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--skip-name-resolve",
                "--skip-ssl",
                "--init-file=" + folder.resolve("init.sql"),
                "--log-bin=binary",
                "--server-id=1"));
        command.addAll(ROOT);
        command.addAll(List.of(more));
        server = run(command);
        while (!attempt("select 1").isEmpty()) {
            assertThat(server.isAlive()).isTrue();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100)); // between two questions
        }
    }

    private Process run(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("server.log").toFile()))
                .start();
    }
}
