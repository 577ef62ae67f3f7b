package io.lunbo.film;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The programs ffmpeg and ffprobe, bundled or of the system, run as confined child processes.
 *
 * <p>The bundled ones are the LGPL build: it has every decoder that a browser has and OpenH264 to encode with, and a
 * program that ships it need not offer the sources of an x264.
 */
public final class FilmTools {
    /** The version of the artifact org.bytedeco:ffmpeg that is bundled. */
    static final String BUNDLED_VERSION = "8.1.2-1.5.14";

    private static final String BUNDLED_PLATFORM = "linux-x86_64";
    private static final String BUNDLED_FOLDER = "org/bytedeco/ffmpeg/" + BUNDLED_PLATFORM + "/";
    private static final int ERROR_BYTES = 64 * 1024;

    /**
     * Lowers the limits where the system lets it and goes on where they are lower already; the words after them are run.
     * Where the system can do that, the program ends with whoever started it and sees no network.
     */
    private static final String CONFINED = "(ulimit -v \"$1\") 2>/dev/null && ulimit -v \"$1\";"
            + " (ulimit -f \"$2\") 2>/dev/null && ulimit -f \"$2\"; ulimit -c 0; shift 2;"
            + " setpriv --pdeathsig KILL true 2>/dev/null && set -- setpriv --pdeathsig KILL \"$@\";"
            + " unshare -rn true 2>/dev/null && set -- unshare -rn \"$@\"; exec \"$@\"";

    private static final long LARGEST_FILE = 64L << 30;

    private final Path folder;
    private final Map<String, String> environment;

    private FilmTools(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /** One of the two programs. */
    public enum Tool {
        FFMPEG,
        FFPROBE
    }

    /** What a child process may use before it is ended; {@code fileBytes} is the largest file that it may write. */
    public record Limits(Duration time, long memoryBytes, int outputBytes, long fileBytes) {
        public Limits(Duration time, long memoryBytes, int outputBytes) {
            this(time, memoryBytes, outputBytes, LARGEST_FILE);
        }
    }

    /** What a child process left behind; its output is complete, of its errors the first 64 KiB are kept. */
    public record Outcome(int exitCode, String output, String errors) {
        public boolean succeeded() {
            return exitCode == 0;
        }
    }

    /** Tells that a child process was ended because it went past a limit. */
    public static final class LimitExceeded extends IOException {
        private static final long serialVersionUID = 1L;

        LimitExceeded(String message) {
            super(message);
        }
    }

    /** The tools that are installed in a folder of this system. */
    public static FilmTools installedIn(Path folder) {
        for (Tool tool : Tool.values()) {
            if (!Files.isExecutable(folder.resolve(fileOf(tool)))) {
                throw new IllegalStateException(
                        "No program " + fileOf(tool) + " in the configured folder of the film tools: " + folder);
            }
        }
        return new FilmTools(folder.toAbsolutePath(), Map.of("LANG", "C.UTF-8", "PATH", "/usr/bin:/bin"));
    }

    /** The bundled tools, unpacked below the cache folder unless they are there already. */
    public static FilmTools bundled(Path cache) throws IOException {
        Path target = cache.toAbsolutePath().resolve("ffmpeg-" + BUNDLED_VERSION + "-" + BUNDLED_PLATFORM);
        if (!Files.isDirectory(target)) {
            unpack(target);
        }
        return new FilmTools(target, Map.of("LANG", "C.UTF-8", "LD_LIBRARY_PATH", target.toString()));
    }

    /**
     * Runs a tool in a folder and waits for it.
     *
     * @throws LimitExceeded if it ran too long or wrote too much
     */
    public Outcome run(Tool tool, Path workingFolder, Limits limits, List<String> arguments)
            throws IOException, InterruptedException {
        return run(tool, workingFolder, limits, arguments, piece -> {});
    }

    /** The same, and hands over each piece of the output as it comes. */
    Outcome run(Tool tool, Path workingFolder, Limits limits, List<String> arguments, Consumer<String> listener)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("os.name").equals("Linux")) {
            command.addAll(List.of(
                    "/bin/sh",
                    "-c",
                    CONFINED,
                    "sh",
                    Long.toString(limits.memoryBytes() / 1024),
                    Long.toString(limits.fileBytes() / 512)));
        }
        command.add(folder.resolve(fileOf(tool)).toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(workingFolder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            return outcomeOf(process, tool, limits, listener);
        } finally {
            process.destroyForcibly();
        }
    }

    private static Outcome outcomeOf(Process process, Tool tool, Limits limits, Consumer<String> listener)
            throws IOException, InterruptedException {
        process.getOutputStream().close();
        CompletableFuture<byte[]> output = reading(() -> readUpTo(
                limits.outputBytes(), process.getInputStream(), process.toHandle()::destroyForcibly, listener));
        CompletableFuture<byte[]> errors =
                reading(() -> readUpTo(ERROR_BYTES, process.getErrorStream(), () -> {}, piece -> {}));
        if (!process.waitFor(limits.time().toMillis(), TimeUnit.MILLISECONDS)) {
            throw new LimitExceeded(fileOf(tool) + " ran past " + limits.time());
        }
        if (output.join().length > limits.outputBytes()) {
            throw new LimitExceeded(fileOf(tool) + " wrote more than " + limits.outputBytes() + " bytes");
        }
        return new Outcome(
                process.exitValue(),
                new String(output.join(), StandardCharsets.UTF_8),
                new String(errors.join(), StandardCharsets.UTF_8).strip());
    }

    @FunctionalInterface
    private interface Reading {
        byte[] read() throws IOException;
    }

    /** A thread of its own: a pool's threads may all be waiting for other tools. */
    private static CompletableFuture<byte[]> reading(Reading reading) {
        CompletableFuture<byte[]> result = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        result.complete(reading.read());
                    } catch (IOException | RuntimeException e) {
                        result.completeExceptionally(e);
                    }
                },
                "film-tool-output");
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    /** Keeps one byte more than the limit as the sign that there was more, and drains the rest. */
    private static byte[] readUpTo(int limit, InputStream stream, Runnable whenMore, Consumer<String> listener)
            throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
            kept.write(buffer, 0, Math.min(read, limit + 1 - kept.size()));
            listener.accept(new String(buffer, 0, read, StandardCharsets.UTF_8));
            if (kept.size() > limit) {
                whenMore.run();
            }
        }
        return kept.toByteArray();
    }

    private static String fileOf(Tool tool) {
        return tool.name().toLowerCase(Locale.ROOT);
    }

    /** Fills a folder beside the target and renames it, so that a target that exists is complete. */
    private static void unpack(Path target) throws IOException {
        URL program = FilmTools.class.getClassLoader().getResource(BUNDLED_FOLDER + "ffmpeg");
        if (program == null) {
            throw new IllegalStateException("No film tools are bundled for this platform: install ffmpeg and configure"
                    + " the folder of its programs");
        }
        Files.createDirectories(target.getParent());
        Path unfinished = Files.createTempDirectory(target.getParent(), "ffmpeg");
        try {
            for (String name : bundledFiles(program)) {
                try (InputStream in = FilmTools.class.getClassLoader().getResourceAsStream(BUNDLED_FOLDER + name)) {
                    Files.copy(in, unfinished.resolve(name));
                }
                if (!unfinished.resolve(name).toFile().setExecutable(true, false)) {
                    throw new IOException("Could not make executable: " + unfinished.resolve(name));
                }
            }
            for (StubLibrary library : StubLibrary.OF_CAPTURE_DEVICES) {
                Files.write(unfinished.resolve(library.soname()), library.toBytes());
            }
            moveUnlessThere(unfinished, target);
        } finally {
            deleteFolder(unfinished);
        }
    }

    private static void moveUnlessThere(Path unfinished, Path target) throws IOException {
        try {
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
        }
    }

    /** The programs and their libraries: not the headers, nor the bindings for Java (jni). */
    private static List<String> bundledFiles(URL program) throws IOException {
        try (Stream<String> entries = entriesOfJar(program)) {
            return entries.filter(name -> name.startsWith(BUNDLED_FOLDER))
                    .map(name -> name.substring(BUNDLED_FOLDER.length()))
                    .filter(name -> name.equals("ffmpeg")
                            || name.equals("ffprobe")
                            || name.matches("lib(?!jni)[a-z0-9-]+\\.so[.0-9]*"))
                    .toList();
        }
    }

    private static Stream<String> entriesOfJar(URL program) throws IOException {
        URLConnection connection = program.openConnection();
        if (!(connection instanceof JarURLConnection jarConnection)) {
            throw new IOException("The bundled film tools are in no jar: " + program);
        }
        connection.setUseCaches(false);
        try (JarFile jar = jarConnection.getJarFile()) {
            return Collections.list(jar.entries()).stream().map(JarEntry::getName);
        }
    }

    /** Removes a working folder with all that is in it. */
    public static void deleteFolder(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).forEach(FilmTools::delete);
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
