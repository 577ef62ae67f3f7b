package io.lunbo.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A folder in which files are kept under their own SHA-256: {@code <root>/ab/cd/<sha256>}.
 *
 * <p>No name that a client chose is ever part of a path. A file that can be found is complete and on the disk.
 */
public final class MediaStore {
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private final Path root;
    private final Path incoming;

    public MediaStore(Path root) throws IOException {
        this.root = root.toAbsolutePath();
        this.incoming = Files.createDirectories(this.root.resolve("incoming"));
    }

    /** The name under which a file is kept, and its size. */
    public record Stored(String sha256, long bytes) {}

    /** Streams what comes in to a file on the same disk as the store, to be inspected and then given to {@link #keep}. */
    public Path receive(InputStream from) throws IOException {
        Path file = incoming();
        try (OutputStream out = Files.newOutputStream(file)) {
            from.transferTo(out);
            return file;
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** Moves an incoming file to its place; the same bytes a second time leave the first file as it is. */
    public Stored keep(Path incomingFile) throws IOException {
        Stored stored = hashOf(incomingFile);
        Path place = placeOf(stored.sha256());
        if (Files.exists(place)) {
            Files.delete(incomingFile);
            return stored;
        }
        Files.createDirectories(place.getParent());
        flush(incomingFile, StandardOpenOption.WRITE);
        Files.move(incomingFile, place, StandardCopyOption.ATOMIC_MOVE);
        for (Path folder = place.getParent(); !folder.equals(root.getParent()); folder = folder.getParent()) {
            flush(folder, StandardOpenOption.READ);
        }
        return stored;
    }

    /** Where the file with this hash lies; it must be kept. */
    public Path path(String sha256) {
        return find(sha256).orElseThrow(() -> new IllegalStateException("Not in the media store: " + sha256));
    }

    /** Where the file with this hash lies, if it is kept. Anything that is no hash is not kept. */
    public Optional<Path> find(String sha256) {
        return Optional.of(sha256)
                .filter(hash -> SHA_256.matcher(hash).matches())
                .map(this::placeOf)
                .filter(Files::isRegularFile);
    }

    /** An empty file on the same disk as the store, to be filled and then given to {@link #keep}. */
    Path incoming() throws IOException {
        return Files.createTempFile(incoming, "upload", null);
    }

    /**
     * The same for a piece of work that may be cut off and begun again: what an earlier run of that owner left is removed.
     *
     * @param owner letters, digits and hyphens
     */
    public Path incoming(String owner) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(incoming, owner + "-*")) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        }
        return Files.createTempFile(incoming, owner + "-", null);
    }

    /** A second name for a file that somebody else will remove, or a copy where it lies on another disk. */
    Path link(Path file, String owner) throws IOException {
        Path name = incoming(owner);
        Files.delete(name);
        try {
            return Files.createLink(name, file);
        } catch (FileSystemException | UnsupportedOperationException e) {
            return Files.copy(file, name); // fails too where the reason was another than the disk
        }
    }

    /**
     * Removes what was left behind by whoever was cut off and did not begin again.
     *
     * @param age by the disk's own time, which a clock that is set back does not touch
     */
    public int sweep(Duration age) throws IOException {
        Path justNow = incoming();
        Instant before = Files.getLastModifiedTime(justNow).toInstant().minus(age);
        Files.delete(justNow);
        int removed = 0;
        try (DirectoryStream<Path> left = Files.newDirectoryStream(incoming)) {
            for (Path file : left) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before) && Files.deleteIfExists(file)) {
                    removed++;
                }
            }
        }
        return removed;
    }

    /** Bytes that the store may still take. */
    long usableBytes() throws IOException {
        return Files.getFileStore(root).getUsableSpace();
    }

    static String hashOf(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    static Stored hashOf(Path file) throws IOException {
        MessageDigest digest = sha256();
        long bytes = 0;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[64 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                bytes += read;
            }
        }
        return new Stored(HexFormat.of().formatHex(digest.digest()), bytes);
    }

    private Path placeOf(String sha256) {
        return root.resolve(sha256.substring(0, 2))
                .resolve(sha256.substring(2, 4))
                .resolve(sha256);
    }

    /** A rename survives a power cut only when the folder that holds the name was flushed, too. */
    private static void flush(Path path, StandardOpenOption access) throws IOException {
        try (FileChannel channel = FileChannel.open(path, access)) {
            channel.force(true);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
