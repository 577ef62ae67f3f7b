package io.lunbo.upload;

import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The bytes of uploads: one file each, on the disk of the media store, named by the upload's id. */
@ApplicationScoped
class PartFiles {
    private static final Pattern NAME = Pattern.compile("[0-9a-f-]{36}");

    private final Path folder;

    PartFiles(@ConfigProperty(name = "lunbo.data", defaultValue = "data") Path data) {
        this.folder = data.toAbsolutePath().resolve("media").resolve("uploads");
    }

    /** Where the bytes of an upload are; the file may not be there yet. */
    Path of(UUID id) {
        return folder.resolve(id.toString());
    }

    /**
     * Opens the file for one writer; the lock ends with the channel, also when this process dies.
     *
     * @throws Problem if somebody else is writing, on whatever node
     */
    FileChannel openForOne(UUID id) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel = FileChannel.open(of(id), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw Problem.of(ProblemType.UPLOAD_LOCKED);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw Problem.of(ProblemType.UPLOAD_LOCKED);
    }

    void delete(UUID id) throws IOException {
        Files.deleteIfExists(of(id));
    }

    /** The uploads of which there are bytes. */
    List<UUID> all() throws IOException {
        List<UUID> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                files.forEach(file -> {
                    if (NAME.matcher(file.getFileName().toString()).matches()) {
                        found.add(UUID.fromString(file.getFileName().toString()));
                    }
                });
            }
        }
        return found;
    }

    /** Bytes that the disk still takes. */
    long usableBytes() throws IOException {
        return Files.getFileStore(Files.createDirectories(folder)).getUsableSpace();
    }
}
