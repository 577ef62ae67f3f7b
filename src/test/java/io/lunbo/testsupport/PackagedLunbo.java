package io.lunbo.testsupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;

/** The packaged application with the demo campaign, started as the README says, on a data folder and a port of its own. */
public final class PackagedLunbo implements AutoCloseable {
    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");

    private final Process process;
    private final String url;
    private final JsonNode access;

    private PackagedLunbo(Process process, String url, JsonNode access) {
        this.process = process;
        this.url = url;
        this.access = access;
    }

    /** Starts it with the demo campaign and waits until it is ready. */
    public static PackagedLunbo start(Path data) throws IOException {
        return start(data, true);
    }

    /** Starts it as at an installation, with nobody in it but the first administrator. */
    public static PackagedLunbo startEmpty(Path data) throws IOException {
        return start(data, false);
    }

    private static PackagedLunbo start(Path data, boolean demo) throws IOException {
        int port = freePort();
        Path log = log(data);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dlunbo.demo=" + demo,
                        "-Dlunbo.data=" + data,
                        "-Dquarkus.http.port=" + port,
                        "-jar",
                        JAR.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        String url = "http://localhost:" + port;
        while (process.isAlive()) {
            if (ready(url)) {
                Path access = data.resolve("demo-access.json");
                return new PackagedLunbo(
                        process, url, demo ? new ObjectMapper().readTree(Files.readString(access)) : null);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200)); // between two questions, not in place of one
        }
        throw new IllegalStateException("the packaged application ended while starting:\n" + Files.readString(log));
    }

    private static boolean ready(String url) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url + "/q/health/ready").toURL().openConnection();
        try {
            return connection.getResponseCode() == 200;
        } catch (ConnectException e) {
            return false; // it does not listen yet
        }
    }

    /** What it prints, since its last start. */
    public static Path log(Path data) {
        return data.resolveSibling("lunbo.log");
    }

    /** Ends it as a power cut would: nothing of it runs on to its end. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Where it listens. */
    public String url() {
        return url;
    }

    /** The password of a demo account. */
    public String password(String username) {
        return StreamSupport.stream(access.get("accounts").spliterator(), false)
                .filter(account -> account.get("username").textValue().equals(username))
                .map(account -> account.get("password").textValue())
                .findFirst()
                .orElseThrow();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
