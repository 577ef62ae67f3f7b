package io.lunbo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs a MariaDB server as a child process on a data folder of its own.
 *
 * <p>The server ends with this process however that ends: a shell between the two notices the closed pipe. One that was
 * left behind all the same is found by its pid file and stopped before the next start.
 */
final class EmbeddedMariaDb {
    /** Where and under which names the server runs; {@code port} 0 takes a free one, {@code user} is the service's. */
    record Options(Path cache, Path folder, int port, String database, String user) {}

    /** A server that answers on loopback. */
    record Running(int port, String database, DatabaseAccounts accounts, long pid) {
        String jdbcUrl() {
            return "jdbc:mariadb://127.0.0.1:" + port + "/" + database
                    + "?sslMode=disable&timezone=UTC&useBulkStmts=true&allowLocalInfile=false";
        }
    }

    /** A reason in one sentence why there is no server. */
    static final class StartException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StartException(String message) {
            super(message);
        }
    }

    // A dev-mode reload loads this class again in the same process: what must survive it is kept in system properties.
    private static final String STATE = "embedded-mariadb.";
    private static FileChannel lockChannel;

    private EmbeddedMariaDb() {}

    /** Starts the server, or returns the one that this process already runs on the folder. */
    static synchronized Running start(Options options) {
        try {
            Path folder = options.folder().toAbsolutePath().normalize();
            Files.createDirectories(folder);
            String key = STATE + folder;
            String pid = System.getProperty(key + ".pid");
            if (pid != null
                    && ProcessHandle.of(Long.parseLong(pid))
                            .filter(ProcessHandle::isAlive)
                            .isPresent()) {
                return running(options, folder, Integer.getInteger(key + ".port"), Long.parseLong(pid));
            }
            lock(folder, key);
            Path binaries = MariaDbBinaries.unpackInto(options.cache());
            EmbeddedServer.stopLeftover(folder);
            if (!Files.isDirectory(folder.resolve("data"))) {
                install(binaries, folder);
            }
            int port = options.port() > 0 ? options.port() : freePort();
            Path init = DatabaseAccounts.in(folder, options.user()).writeInit(folder, options.database());
            EmbeddedServer server = new EmbeddedServer(binaries, folder, port, init);
            long serverPid = server.start(now -> System.setProperty(key + ".pid", Long.toString(now)));
            System.setProperty(key + ".port", Integer.toString(port));
            Files.writeString(folder.resolve("port"), Integer.toString(port));
            return running(options, folder, port, serverPid);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted while the embedded database was starting");
        }
    }

    /** The server that another process runs on the folder; empty where none answers. */
    static Optional<Running> foundRunning(Options options) throws IOException {
        Path port = options.folder().resolve("port");
        if (!Files.exists(port) || !EmbeddedServer.answers(Integer.parseInt(Files.readString(port)))) {
            return Optional.empty();
        }
        return Optional.of(running(options, options.folder(), Integer.parseInt(Files.readString(port)), 0));
    }

    private static Running running(Options options, Path folder, int port, long pid) throws IOException {
        return new Running(port, options.database(), DatabaseAccounts.in(folder, options.user()), pid);
    }

    private static void lock(Path folder, String key) throws IOException, InterruptedException {
        if (System.getProperty(key + ".locked") != null) {
            return;
        }
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        for (int i = 0; lock == null && i < 30; i++) { // an instance that is just stopping gets three seconds
            Thread.sleep(100);
            lock = channel.tryLock();
        }
        if (lock == null) {
            channel.close();
            throw new StartException("another Lunbo is running on the data folder " + folder.getParent()
                    + ".\nMaybe stop that one first, or set lunbo.data to another folder.");
        }
        lockChannel = channel; // held until the process ends
        System.setProperty(key + ".locked", "true");
    }

    private static void install(Path binaries, Path folder) throws IOException, InterruptedException {
        Path unfinished = folder.resolve("data.installing");
        MariaDbBinaries.deleteTree(unfinished);
        Files.createDirectories(unfinished);
        List<String> command = new ArrayList<>();
        if (MariaDbBinaries.WINDOWS) {
            command.addAll(List.of(binaries.resolve("bin/mysql_install_db.exe").toString(), "--datadir=" + unfinished));
        } else {
            command.addAll(List.of(
                    "/bin/sh", binaries.resolve("scripts/mariadb-install-db").toString()));
            command.addAll(List.of("--no-defaults", "--basedir=" + binaries, "--datadir=" + unfinished, "--force"));
            command.addAll(List.of("--skip-name-resolve", "--skip-test-db", "--innodb-log-file-size=16M"));
            command.addAll(EmbeddedServer.asRoot());
        }
        Path log = folder.resolve("install.log");
        Process process = new ProcessBuilder(command)
                .directory(binaries.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new StartException("the embedded database could not be installed:\n" + EmbeddedServer.tail(log));
        }
        Files.move(unfinished, folder.resolve("data"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
