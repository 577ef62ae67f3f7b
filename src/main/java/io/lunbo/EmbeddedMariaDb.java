package io.lunbo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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
            stopLeftover(folder.resolve("mariadb.pid"));
            if (!Files.isDirectory(folder.resolve("data"))) {
                install(binaries, folder);
            }
            int port = options.port() > 0 ? options.port() : freePort();
            long serverPid = launch(binaries, folder, port, options);
            System.setProperty(key + ".pid", Long.toString(serverPid));
            System.setProperty(key + ".port", Integer.toString(port));
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
        if (!Files.exists(port) || !answers(Integer.parseInt(Files.readString(port)))) {
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
            command.addAll(asRoot());
        }
        Path log = folder.resolve("install.log");
        Process process = new ProcessBuilder(command)
                .directory(binaries.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new StartException("the embedded database could not be installed:\n" + tail(log));
        }
        Files.move(unfinished, folder.resolve("data"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static long launch(Path binaries, Path folder, int port, Options options)
            throws IOException, InterruptedException {
        Path pidFile = folder.resolve("mariadb.pid");
        Path log = folder.resolve("mariadb.log");
        Files.deleteIfExists(pidFile);
        Path init = DatabaseAccounts.in(folder, options.user()).writeInit(folder, options.database());
        Process process = new ProcessBuilder(serverCommand(binaries, folder, port, init))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (!answers(port)) {
            if (!process.isAlive()) {
                throw new StartException("the embedded database ended while starting:\n" + tail(log));
            }
            if (System.nanoTime() > deadline) {
                process.destroy();
                throw new StartException("the embedded database did not answer within 90 s:\n" + tail(log));
            }
            Thread.sleep(20);
        }
        holdPipe(process, log);
        Files.writeString(folder.resolve("port"), Integer.toString(port));
        return Long.parseLong(Files.readString(pidFile).trim());
    }

    private static List<String> serverCommand(Path binaries, Path folder, int port, Path init) throws IOException {
        List<String> command = new ArrayList<>();
        if (!MariaDbBinaries.WINDOWS) { // the shell stops the server when this process' end of the pipe closes
            command.addAll(List.of(
                    "/bin/sh",
                    "-c",
                    "trap '' INT HUP; exec 3<&0; \"$@\" </dev/null 3<&- & p=$!; trap 'kill -TERM $p' TERM; "
                            + "cat <&3 >/dev/null; kill -TERM $p 2>/dev/null; wait $p",
                    "embedded-mariadb"));
        }
        command.add(binaries.resolve(MariaDbBinaries.WINDOWS ? "bin/mysqld.exe" : "bin/mariadbd")
                .toString());
        command.addAll(List.of("--no-defaults", "--basedir=" + binaries, "--datadir=" + folder.resolve("data")));
        command.add("--tmpdir=" + Files.createDirectories(folder.resolve("tmp")));
        command.addAll(List.of("--pid-file=" + folder.resolve("mariadb.pid"), "--init-file=" + init));
        command.addAll(List.of("--log-error=" + folder.resolve("mariadb.log"), "--port=" + port));
        command.addAll(List.of("--bind-address=127.0.0.1", "--skip-name-resolve", "--skip-ssl", "--skip-log-bin"));
        command.addAll(List.of("--character-set-server=utf8mb4", "--default-time-zone=+00:00"));
        command.addAll(List.of("--innodb-buffer-pool-size=256M", "--innodb-log-file-size=128M"));
        command.addAll(List.of("--max-connections=200", "--max-allowed-packet=64M", "--performance-schema=OFF"));
        if (!MariaDbBinaries.WINDOWS) {
            command.add("--socket=" + socket(folder));
            command.addAll(asRoot());
        }
        return command;
    }

    private static Path socket(Path folder) throws IOException {
        Path socket = folder.resolve("mariadb.sock");
        // A Unix socket's address has room for 107 characters.
        return socket.toString().length() <= 100
                ? socket
                : Files.createTempDirectory("lunbo").resolve("s");
    }

    private static void holdPipe(Process process, Path log) {
        Thread keeper = new Thread(
                () -> {
                    try {
                        System.err.println("Embedded MariaDB ended with " + process.waitFor() + ", see " + log);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "embedded-mariadb");
        keeper.setDaemon(true);
        keeper.setContextClassLoader(ClassLoader.getSystemClassLoader());
        keeper.start();
        if (MariaDbBinaries.WINDOWS) {
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        }
    }

    private static void stopLeftover(Path pidFile) throws IOException, InterruptedException {
        String pid = Files.exists(pidFile)
                ? Files.readString(pidFile, StandardCharsets.US_ASCII).trim()
                : "";
        ProcessHandle server =
                pid.isEmpty() ? null : ProcessHandle.of(Long.parseLong(pid)).orElse(null);
        if (server == null || !server.info().command().orElse("").matches(".*(mariadbd|mysqld(\\.exe)?)$")) {
            return;
        }
        server.destroy();
        try {
            server.onExit().get(60, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            server.destroyForcibly();
            server.onExit().join();
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 500);
            socket.setSoTimeout(60_000); // the greeting comes once the init file has run
            return socket.getInputStream().read() >= 0;
        } catch (IOException e) {
            return false; // not there yet: the caller asks again until its deadline
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static List<String> asRoot() {
        return "root".equals(System.getProperty("user.name")) ? List.of("--user=root") : List.of();
    }

    private static String tail(Path log) throws IOException {
        List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }
}
