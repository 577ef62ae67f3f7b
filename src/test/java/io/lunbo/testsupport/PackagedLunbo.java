package io.lunbo.testsupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The packaged application, started as the README says, on a data folder and a port of its own. */
public final class PackagedLunbo implements AutoCloseable {
    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");

    private static final String DEMO = "lunbo.demo=true";

    private final Process process;
    private final int port;
    private final Path data;
    private final Path log;

    private PackagedLunbo(Process process, int port, Path data, Path log) {
        this.process = process;
        this.port = port;
        this.data = data;
        this.log = log;
    }

    /**
     * Starts it on a copy of a demo campaign of which nobody has changed anything yet, and waits until it is ready. The campaign
     * is made once, by a first start, and every caller gets a folder of its own.
     *
     * @param data where the copy is put; must not exist, or be empty
     */
    public static PackagedLunbo start(Path data) throws IOException {
        copy(untouchedDemo(), data);
        return start(data, Map.of(), DEMO);
    }

    /** Made by whoever of all processes comes first, while the others wait; once for each packaged application. */
    private static synchronized Path untouchedDemo() throws IOException {
        Path folder = JAR.resolveSibling("../demo").normalize();
        Path made = folder.resolve("of-" + Files.getLastModifiedTime(JAR).toMillis());
        Files.createDirectories(folder);
        try (FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock(); // until it is closed
            if (!Files.exists(made)) {
                Path fresh = Files.createTempDirectory(folder, "fresh");
                PackagedLunbo first = start(fresh.resolve("data"), Map.of(), DEMO);
                long database = Long.parseLong(Files.readString(fresh.resolve("data/mariadb/mariadb.pid"))
                        .strip());
                first.close();
                // The database ends after its Lunbo; a copy of it that is taken before is damaged.
                ProcessHandle.of(database).ifPresent(server -> server.onExit().join());
                Files.move(fresh, made, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return made.resolve("data");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path place = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(place);
                } else if (Files.isRegularFile(file)) { // sockets stay behind
                    Files.copy(file, place, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    /** Starts it with these settings, as {@code key=value}, and this environment, and waits until it is ready. */
    public static PackagedLunbo start(Path data, Map<String, String> environment, String... settings)
            throws IOException {
        PackagedLunbo lunbo = launch(data, environment, settings);
        while (lunbo.process.isAlive()) {
            if (lunbo.listens()) {
                return lunbo;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200)); // between two questions, not in place of one
        }
        throw new IllegalStateException("the packaged application ended while starting:\n" + lunbo.said());
    }

    /** What it said before it ended by itself, which it must within a minute. */
    public static String refused(Path data, Map<String, String> environment, String... settings)
            throws IOException, InterruptedException {
        try (PackagedLunbo lunbo = launch(data, environment, settings)) {
            if (!lunbo.process.waitFor(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("it goes on instead of ending:\n" + lunbo.said());
            }
            if (lunbo.process.exitValue() == 0) {
                throw new IllegalStateException("it ended as if all were well:\n" + lunbo.said());
            }
            return lunbo.said();
        }
    }

    /** What a command of it that runs to its end said, with its exit code on the last line. */
    public static String command(Path data, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dlunbo.data=" + data,
                "-jar",
                JAR.toString()));
        command.addAll(List.of(arguments));
        Path log = Files.createTempFile(data.getParent(), "command", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        return Files.readString(log) + code;
    }

    private static PackagedLunbo launch(Path data, Map<String, String> environment, String... settings)
            throws IOException {
        int port = freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Arrays.stream(settings).map(setting -> "-D" + setting).forEach(command::add);
        command.addAll(List.of(
                "-Dlunbo.data=" + data,
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.http.ssl-port=" + port,
                "-jar",
                JAR.toString()));
        Path log = data.resolveSibling("lunbo-" + port + ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return new PackagedLunbo(builder.start(), port, data, log);
    }

    /** It listens once all that comes before the first request is done. */
    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return said().contains("Listening on:");
        } catch (IOException e) {
            return false; // it does not listen yet
        }
    }

    /** Where it listens. */
    public String url() {
        return "http://localhost:" + port;
    }

    /** The port that it listens on. */
    public int port() {
        return port;
    }

    /** Everything that it has printed. */
    public String said() throws IOException {
        return Files.readString(log);
    }

    /** The process, to be killed. */
    public ProcessHandle process() {
        return process.toHandle();
    }

    /** Ends it as a power cut would: nothing of it runs on to its end. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** What the demo wrote down about how to get in. */
    public JsonNode access() {
        try {
            return new ObjectMapper().readTree(Files.readString(data.resolve("demo-access.json")));
        } catch (IOException e) {
            throw new IllegalStateException("the demo has written nothing", e);
        }
    }

    /** The password of a demo account. */
    public String password(String username) {
        return StreamSupport.stream(access().get("accounts").spliterator(), false)
                .filter(account -> account.get("username").textValue().equals(username))
                .map(account -> account.get("password").textValue())
                .findFirst()
                .orElseThrow();
    }

    /** The first administrator's password, as it was said at the first start. */
    public String oneTimePassword() throws IOException {
        return said().replaceAll("(?s).*one-time password (\\S+) and.*", "$1");
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
