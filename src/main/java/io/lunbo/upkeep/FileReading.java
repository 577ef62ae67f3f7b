package io.lunbo.upkeep;

import io.lunbo.custody.Damage.Fault;
import io.lunbo.media.MediaStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Reads stored files to their last byte, no faster than it may. */
final class FileReading {
    private static final int CHUNK = 256 * 1024;

    private final MediaStore store;
    private final long bytesPerSecond;
    private long begun = System.nanoTime();
    private long sinceBegun;
    private long bytes;

    FileReading(MediaStore store, long bytesPerSecond) {
        this.store = store;
        this.bytesPerSecond = bytesPerSecond;
    }

    /** What is wrong with a file; empty where it is what its name says. Wrong bytes are read twice before they are believed. */
    Optional<Fault> faultOf(String sha256) {
        Optional<Fault> first = look(sha256);
        return first.isEmpty() ? first : look(sha256);
    }

    private Optional<Fault> look(String sha256) {
        Optional<Path> file = store.find(sha256);
        if (file.isEmpty()) {
            return Optional.of(Fault.MISSING);
        }
        try {
            return hash(file.get()).equals(sha256) ? Optional.empty() : Optional.of(Fault.DIFFERS);
        } catch (NoSuchFileException e) {
            return Optional.of(Fault.MISSING);
        } catch (IOException e) {
            return Optional.of(
                    Fault.UNREADABLE); // the disk's own words are in its log; a file that cannot be read is the finding
        }
    }

    private String hash(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[CHUNK];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                pace(read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Waits until so many bytes may have been read; a pause is not made up for afterwards. */
    private void pace(int read) {
        bytes += read;
        sinceBegun += read;
        long due = begun + (long) (sinceBegun * 1e9 / bytesPerSecond);
        long now = System.nanoTime();
        if (due - now > 0) {
            LockSupport.parkNanos(due - now);
        } else if (now - due > 1_000_000_000L) {
            begun = now;
            sinceBegun = 0;
        }
    }

    /** How many bytes were read so far. */
    long bytes() {
        return bytes;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
