package io.lunbo.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged application in a process of its own, on its embedded database. */
final class BenchedApplication implements AutoCloseable {
    private final Process process;
    private final Path data;
    private final int port;
    private final int databasePort;

    private BenchedApplication(Process process, Path data, int port, int databasePort) {
        this.process = process;
        this.data = data;
        this.port = port;
        this.databasePort = databasePort;
    }

    static BenchedApplication start(Path data) throws IOException, InterruptedException {
        int port = freePort();
        int databasePort = freePort();
        Files.createDirectories(data);
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dlunbo.data=" + data.toAbsolutePath(),
                        "-Dlunbo.database.port=" + databasePort,
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-jar",
                        Path.of("target", "quarkus-app", "quarkus-run.jar").toString()))
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("application.log").toFile())
                .start();
        BenchedApplication application = new BenchedApplication(process, data, port, databasePort);
        application.awaitAnswer();
        return application;
    }

    int port() {
        return port;
    }

    String jdbcUrl() {
        return "jdbc:mariadb://127.0.0.1:" + databasePort + "/lunbo?sslMode=disable&allowLocalInfile=true";
    }

    String ownerPassword() throws IOException {
        return Files.readString(data.resolve("mariadb").resolve("owner-password"))
                .trim();
    }

    private void awaitAnswer() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    process.destroy();
                    throw new IllegalStateException("the application did not start, see " + data, e);
                }
                Thread.sleep(200);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, 30, TimeUnit.SECONDS).join();
        process.destroyForcibly();
    }
}
