package io.lunbo.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder in which files are kept under their own SHA-256: {@code <root>/ab/cd/<sha256>}.
 *
 * <p>No name that a client chose is ever part of a path. A file that can be found is complete and on the disk.
 */
public final class MediaStore {
    private static final String DAMAGED = ".damaged";
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private final Path root;
    private final Path incoming;
    private final Path work;
    private final Path aside;

    public MediaStore(Path root) throws IOException {
        this.root = root.toAbsolutePath();
        this.incoming = Files.createDirectories(this.root.resolve("incoming"));
        this.work = Files.createDirectories(this.root.resolve("work"));
        this.aside = Files.createDirectories(this.root.resolve("aside"));
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

    /**
     * Moves an incoming file to its place; the same bytes a second time leave the first file as it is. Either way it counts
     * as new: whoever keeps a file has time to write down that it is theirs, before it can be taken for an orphan.
     */
    public Stored keep(Path incomingFile) throws IOException {
        Stored stored = hashOf(incomingFile);
        Path place = placeOf(stored.sha256());
        if (renew(place)) {
            Files.delete(incomingFile);
            return stored;
        }
        renew(incomingFile);
        Files.createDirectories(place.getParent());
        flush(incomingFile, StandardOpenOption.WRITE);
        Files.move(incomingFile, place, StandardCopyOption.ATOMIC_MOVE);
        for (Path folder = place.getParent(); !folder.equals(root.getParent()); folder = folder.getParent()) {
            flush(folder, StandardOpenOption.READ);
        }
        return stored;
    }

    /** Makes a kept file count as new; false where there is none. */
    public boolean renew(String sha256) throws IOException {
        return renew(placeOf(sha256));
    }

    private boolean renew(Path file) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        try {
            Files.setLastModifiedTime(file, FileTime.from(now()));
            return Files.exists(file); // else it was moved aside between the two, looking as old as it was
        } catch (NoSuchFileException e) {
            return false; // taken away at this very moment
        }
    }

    /** The disk's own time, which a clock that is set back does not touch. */
    Instant now() throws IOException {
        Path justNow = incoming();
        try {
            return Files.getLastModifiedTime(justNow).toInstant();
        } finally {
            Files.delete(justNow);
        }
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
    public Path workFile(String owner) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(work, owner + "-*")) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        }
        return Files.createTempFile(work, owner + "-", null);
    }

    /**
     * Gives a file that somebody else will remove a second name, or copies it where it lies on another disk.
     *
     * @param name an empty file of this store, which is replaced
     */
    static Path link(Path file, Path name) throws IOException {
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
        Instant before = now().minus(age);
        return sweep(incoming, before) + sweep(work, before);
    }

    private static int sweep(Path folder, Instant before) throws IOException {
        int removed = 0;
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
            for (Path file : left) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before) && Files.deleteIfExists(file)) {
                    removed++;
                }
            }
        }
        return removed;
    }

    /**
     * Removes a kept file that nobody wants and that is older than an age. It is moved aside first and looked at again, so
     * that somebody who keeps the same bytes at this very moment has them.
     *
     * @param wanted whether somebody wants it by now
     * @return the bytes that are free now; 0 where it stays
     */
    public long remove(String sha256, Duration age, BooleanSupplier wanted) throws IOException {
        Path place = placeOf(sha256);
        Path moved = aside.resolve(sha256);
        Instant before = now().minus(age);
        if (!old(place, before)) {
            return 0;
        }
        Files.move(place, moved, StandardCopyOption.ATOMIC_MOVE);
        if (!old(moved, before) || wanted.getAsBoolean()) {
            restore(moved);
            return 0;
        }
        long bytes = Files.size(moved);
        Files.delete(moved);
        return bytes;
    }

    /** Moves a file that is not what it should be to where nobody finds it; the proof stays until it is swept. */
    public void setAside(String sha256) throws IOException {
        Path place = placeOf(sha256);
        if (Files.exists(place)) {
            renew(place);
            Files.move(place, aside.resolve(sha256 + DAMAGED), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Puts back what a removal that was cut off had moved aside, and removes damaged files of that age. */
    public void tidy(Duration age) throws IOException {
        Instant before = now().minus(age);
        try (DirectoryStream<Path> left = Files.newDirectoryStream(aside)) {
            for (Path file : left) {
                if (SHA_256.matcher(file.getFileName().toString()).matches()) {
                    restore(file);
                } else if (old(file, before)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private void restore(Path moved) throws IOException {
        Path place = placeOf(moved.getFileName().toString());
        if (Files.exists(place)) {
            Files.delete(moved);
        } else {
            Files.move(moved, place, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static boolean old(Path file, Instant before) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (NoSuchFileException e) {
            return false; // somebody else was faster
        }
    }

    /** The kept files that are older than an age, in the order of the folders; to be closed. */
    public Stream<String> olderThan(Duration age) throws IOException {
        Instant before = now().minus(age);
        return Files.find(
                        root,
                        3,
                        (file, facts) -> facts.isRegularFile()
                                && facts.lastModifiedTime().toInstant().isBefore(before))
                .filter(file -> SHA_256.matcher(file.getFileName().toString()).matches())
                .filter(file -> file.equals(placeOf(file.getFileName().toString())))
                .map(file -> file.getFileName().toString());
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
