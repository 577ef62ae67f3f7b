package io.lunbo.playarchive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import jakarta.inject.Singleton;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The files of archives: gzip of lines of JSON. The first line says what it is, the last one how many plays stand between, so
 * that a file that was cut off is known as one, also without the database.
 */
@Singleton
class ArchiveFolder {
    private static final String FORMAT = "lunbo-plays/1";

    private final Path folder;
    private final ObjectWriter writer;
    private final ObjectReader reader;

    /** The first line. */
    record Head(String format, String screen, String name, String month) {}

    /** The last line. */
    record Foot(int plays) {}

    /** What was written, as it was read back. */
    record Written(String file, String sha256, long bytes, int plays, Instant firstAt, Instant lastAt) {}

    /** Where the plays come from, in the order of their starts. */
    interface Source {
        void each(Consumer<ArchivedPlay> play);
    }

    private static final class Count implements Consumer<ArchivedPlay> {
        private int plays;
        private Instant firstAt;
        private Instant lastAt;

        @Override
        public void accept(ArchivedPlay play) {
            plays++;
            firstAt = firstAt == null ? play.startedAt() : firstAt;
            lastAt = play.startedAt();
        }
    }

    ArchiveFolder(@ConfigProperty(name = "lunbo.data", defaultValue = "data") Path data, ObjectMapper json) {
        this.folder = data.resolve("archive").resolve("plays");
        this.writer = json.writer();
        this.reader = json.reader();
    }

    Path path(String file) {
        return folder.resolve(file);
    }

    /** Writes all of a source, reads it back from the disk, and puts it in its place; there is nothing there on failure. */
    Written write(Head head, Source plays) throws IOException {
        String file = head.month().substring(0, 4) + "/" + head.month() + "-" + head.screen() + ".ndjson.gz";
        Path place = path(file);
        Files.createDirectories(place.getParent());
        Path part = Files.createTempFile(place.getParent(), "part", ".gz");
        try {
            int written = write(part, head, plays);
            Count count = new Count();
            String sha256 = read(part, count);
            if (count.plays != written) {
                throw new IOException("wrote " + written + " plays and read " + count.plays + " of " + file);
            }
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
            return new Written(file, sha256, Files.size(place), count.plays, count.firstAt, count.lastAt);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private int write(Path part, Head head, Source plays) throws IOException {
        int[] count = new int[1];
        try (OutputStream file = Files.newOutputStream(part);
                var lines = new BufferedWriter(
                        new OutputStreamWriter(new GZIPOutputStream(file, 1 << 16), StandardCharsets.UTF_8))) {
            line(lines, head);
            plays.each(play -> {
                line(lines, play);
                count[0]++;
            });
            line(lines, new Foot(count[0]));
        }
        return count[0];
    }

    private void line(BufferedWriter lines, Object value) {
        try {
            lines.write(writer.writeValueAsString(value));
            lines.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a file from its first to its last line.
     *
     * @return the SHA-256 of its bytes, to be compared by who knows what it must be; plays were handed on before that is known
     * @throws IOException where it is not there, was cut off or is no archive
     */
    String read(Path file, Consumer<ArchivedPlay> plays) throws IOException {
        MessageDigest sha256 = sha256();
        try (InputStream bytes = new DigestInputStream(Files.newInputStream(file), sha256)) {
            var lines = new BufferedReader(
                    new InputStreamReader(new GZIPInputStream(bytes, 1 << 16), StandardCharsets.UTF_8));
            String head = lines.readLine();
            if (head == null
                    || !FORMAT.equals(reader.readTree(head).path("format").textValue())) {
                throw new IOException("no archive of plays: " + file.getFileName());
            }
            int count = 0;
            String line = lines.readLine();
            for (String next = lines.readLine(); next != null; line = next, next = lines.readLine()) {
                plays.accept(reader.readValue(line, ArchivedPlay.class));
                count++;
            }
            if (line == null || reader.readTree(line).path("plays").asInt(-1) != count) {
                throw new IOException("cut off: " + file.getFileName());
            }
            bytes.transferTo(OutputStream.nullOutputStream()); // what stands behind the last block counts, too
        } catch (JsonProcessingException e) {
            throw new IOException("unreadable: " + file.getFileName(), e);
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** Writes what there is beside the files, a line each, so that they can be found and compared without the database. */
    void index(List<Written> files) throws IOException {
        Files.createDirectories(folder);
        Path part = Files.createTempFile(folder, "index", ".part");
        try {
            try (BufferedWriter lines = Files.newBufferedWriter(part)) {
                files.forEach(file -> line(lines, file));
            }
            Files.move(part, folder.resolve("index.ndjson"), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** The SHA-256 of a file as it lies there. */
    String hash(String file) throws IOException {
        MessageDigest sha256 = sha256();
        try (InputStream bytes = new DigestInputStream(Files.newInputStream(path(file)), sha256)) {
            bytes.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** The first line of an archive. */
    static Head head(String screen, String name, String month) {
        return new Head(FORMAT, screen, name, month);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
