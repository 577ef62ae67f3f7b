package io.lunbo;

import io.lunbo.EmbeddedMariaDb.StartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;

/**
 * The server process of the embedded database: started, held on a pipe, and started again on the same port when it ends
 * before this process does.
 */
final class EmbeddedServer {
    private static final long LONGEST_PAUSE_MS = 30_000;

    private final Path binaries;
    private final Path folder;
    private final int port;
    private final Path init;
    private final CountDownLatch ending = new CountDownLatch(1);

    private record Started(Process process, long pid) {}

    EmbeddedServer(Path binaries, Path folder, int port, Path init) {
        this.binaries = binaries;
        this.folder = folder;
        this.port = port;
        this.init = init;
    }

    /** Starts it and keeps it going; the listener is told of the process that serves, now and after each new start. */
    long start(LongConsumer listener) throws IOException, InterruptedException {
        Started first = launch(List.of("--init-file=" + init));
        listener.accept(first.pid);
        Runtime.getRuntime().addShutdownHook(new Thread(ending::countDown));
        Thread keeper = new Thread(() -> keep(first, listener), "embedded-mariadb");
        keeper.setDaemon(true);
        keeper.setContextClassLoader(ClassLoader.getSystemClassLoader());
        keeper.start();
        return first.pid;
    }

    private void keep(Started first, LongConsumer listener) {
        try {
            Started running = first;
            while (true) {
                int status = running.process.waitFor();
                running.process.getOutputStream().close();
                running = startAgain(status);
                if (running == null) {
                    return;
                }
                listener.accept(running.pid);
                System.err.println("Embedded MariaDB answers again.");
            }
        } catch (IOException e) {
            System.err.println("Embedded MariaDB is no longer watched: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The new one, however long it takes until the disk, or whatever stood in the way, is free; null where all ends. */
    private Started startAgain(int status) throws InterruptedException {
        String reason = "ended with " + status + ", see " + log();
        for (long pause = 250; !ending.await(pause, TimeUnit.MILLISECONDS); pause = longer(pause)) {
            System.err.println("Embedded MariaDB is started again: " + reason);
            try {
                stopLeftover(folder);
                return launch(
                        List.of()); // who may do what is known by now, and the service's rights would be taken back
            } catch (IOException | StartException e) {
                reason = e.getMessage();
            }
        }
        return null;
    }

    private static long longer(long pause) {
        return Math.min(LONGEST_PAUSE_MS, 2 * pause);
    }

    private Path log() {
        return folder.resolve("mariadb.log");
    }

    private static Path pidFile(Path folder) {
        return folder.resolve("mariadb.pid");
    }

    private Started launch(List<String> more) throws IOException, InterruptedException {
        Files.deleteIfExists(pidFile(folder));
        Process process = new ProcessBuilder(command(more))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        if (MariaDbBinaries.WINDOWS) {
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (!answers(port)) {
            if (!process.isAlive()) {
                throw new StartException("the embedded database ended while starting:\n" + tail(log()));
            }
            if (System.nanoTime() > deadline) {
                process.destroy();
                throw new StartException("the embedded database did not answer within 90 s:\n" + tail(log()));
            }
            Thread.sleep(20);
        }
        return new Started(
                process, Long.parseLong(Files.readString(pidFile(folder)).trim()));
    }

    private List<String> command(List<String> more) throws IOException {
        List<String> command = new ArrayList<>();
        if (!MariaDbBinaries.WINDOWS) {
            // The shell stops the server when this process' end of the pipe closes, and ends when the server does.
            command.addAll(List.of(
                    "/bin/sh",
                    "-c",
                    "trap '' INT HUP; exec 3<&0; \"$@\" </dev/null 3<&- & p=$!; trap 'kill -TERM $p' TERM; "
                            + "{ trap - TERM; read -r end <&3; kill -TERM $p 2>/dev/null; } & w=$!; exec 3<&-; "
                            + "wait $p; s=$?; while kill -0 $p 2>/dev/null; do wait $p; s=$?; done; "
                            + "kill $w 2>/dev/null; exit $s",
                    "embedded-mariadb"));
        }
        command.add(binaries.resolve(MariaDbBinaries.WINDOWS ? "bin/mysqld.exe" : "bin/mariadbd")
                .toString());
        command.addAll(List.of("--no-defaults", "--basedir=" + binaries, "--datadir=" + folder.resolve("data")));
        command.add("--tmpdir=" + Files.createDirectories(folder.resolve("tmp")));
        command.add("--pid-file=" + pidFile(folder));
        command.addAll(more);
        command.addAll(List.of("--log-error=" + log(), "--port=" + port));
        command.addAll(List.of("--bind-address=127.0.0.1", "--skip-name-resolve", "--skip-ssl", "--skip-log-bin"));
        command.addAll(List.of("--character-set-server=utf8mb4", "--default-time-zone=+00:00"));
        command.addAll(List.of("--innodb-buffer-pool-size=256M", "--innodb-log-file-size=128M"));
        command.addAll(List.of("--max-connections=200", "--max-allowed-packet=64M", "--performance-schema=OFF"));
        if (!MariaDbBinaries.WINDOWS) {
            command.add("--socket=" + socket());
            command.addAll(asRoot());
        }
        return command;
    }

    private Path socket() throws IOException {
        Path socket = folder.resolve("mariadb.sock");
        // A Unix socket's address has room for 107 characters.
        return socket.toString().length() <= 100
                ? socket
                : Files.createTempDirectory("lunbo").resolve("s");
    }

    /** Ends a server that an earlier process left behind on the folder. */
    static void stopLeftover(Path folder) throws IOException, InterruptedException {
        String pid = Files.exists(pidFile(folder))
                ? Files.readString(pidFile(folder), StandardCharsets.US_ASCII).trim()
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

    /** Whether a server greets there. */
    static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 500);
            socket.setSoTimeout(60_000); // the greeting comes once the init file has run
            return socket.getInputStream().read() >= 0;
        } catch (IOException e) {
            return false; // not there yet: the caller asks again until its deadline
        }
    }

    static List<String> asRoot() {
        return "root".equals(System.getProperty("user.name")) ? List.of("--user=root") : List.of();
    }

    static String tail(Path log) throws IOException {
        List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }
}
