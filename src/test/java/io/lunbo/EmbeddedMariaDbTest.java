package io.lunbo;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The database in processes of their own, killed in every way that happens. */
class EmbeddedMariaDbTest {
    private final List<Process> processes = new ArrayList<>();
    private final List<Database> databases = new ArrayList<>();

    @TempDir
    Path folder;

    /** Waits for the servers, too: they write to the folder until they have ended. */
    @AfterEach
    void endWhatWasStarted() throws Exception {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
        for (Database database : databases) {
            database.awaitServerEnd();
        }
    }

    private record Database(Process process, long serverPid, String password, String url) {
        Connection connect() throws SQLException {
            return DriverManager.getConnection(url, "lunbo_owner", password);
        }

        void awaitServerEnd() throws Exception {
            var server = ProcessHandle.of(serverPid);
            if (server.isPresent()) {
                server.get().onExit().get(60, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void committedRowsSurviveTheKillOfTheProcessAndOfTheServer() throws Exception {
        Database first = start();
        try (Connection connection = first.connect();
                Statement sql = connection.createStatement()) {
            sql.execute("create table kept (id int primary key)");
            sql.execute("insert into kept values (1)");
        }
        ProcessHandle.of(first.serverPid).orElseThrow().destroyForcibly(); // kill -9 of the server …
        first.process.destroyForcibly().waitFor(); // … and of the process beside it
        first.awaitServerEnd();

        assertThat(rows(start())).isEqualTo(1);
    }

    @Test
    void serverEndsByItselfWhenItsProcessIsKilled() throws Exception {
        Database first = start();
        first.process.destroyForcibly().waitFor();

        first.awaitServerEnd();
        assertThat(ProcessHandle.of(first.serverPid).filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    void secondStartOnTheSameFolderIsRefusedWithASentence() throws Exception {
        start();

        assertThat(firstLine(launch())).startsWith("REFUSED another Lunbo is running on the data folder");
    }

    private static int rows(Database database) throws SQLException {
        try (Connection connection = database.connect();
                Statement sql = connection.createStatement();
                ResultSet result = sql.executeQuery("select count(*) from kept")) {
            result.next();
            return result.getInt(1);
        }
    }

    private Database start() throws IOException {
        Process process = launch();
        String[] words = firstLine(process).split(" ");
        assertThat(words[0]).isEqualTo("READY");
        databases.add(new Database(process, Long.parseLong(words[1]), words[2], words[3]));
        return databases.get(databases.size() - 1);
    }

    private Process launch() throws IOException {
        Process process = EmbeddedDatabaseProcess.launch(folder.resolve("mariadb"));
        processes.add(process);
        return process;
    }

    private static String firstLine(Process process) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        assertThat(line).as("the process ended without a word").isNotNull();
        return line;
    }
}
