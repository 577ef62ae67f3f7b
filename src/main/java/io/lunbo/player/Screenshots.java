package io.lunbo.player;

import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The newest picture of each screen, as its player saw it. */
@ApplicationScoped
public class Screenshots {
    static final int MAX_BYTES = 1024 * 1024;

    /** A small file can unfold into gigabytes: its size is read before its pixels are. */
    private static final long MAX_PIXELS = 40_000_000L;

    private static final String ENDING = ".jpg";

    private final Path folder;

    Screenshots(@ConfigProperty(name = "lunbo.data", defaultValue = "data") Path data) throws IOException {
        this.folder = Files.createDirectories(data.resolve("screenshots").toAbsolutePath());
    }

    /** Keeps a picture in the place of the one before; refused where it is no JPEG that can be looked at. */
    void keep(UUID screenId, byte[] jpeg) throws IOException {
        if (!readable(jpeg)) {
            throw Problem.of(ProblemType.UNSUPPORTED_TYPE);
        }
        Path written = Files.createTempFile(folder, "screenshot", null);
        Files.write(written, jpeg);
        Files.move(written, file(screenId), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** When the newest one came in; empty where there is none. */
    public Optional<Instant> newestAt(UUID screenId) {
        return of(screenId).map(file -> Instant.ofEpochMilli(file.toFile().lastModified()));
    }

    /** The newest one; empty where there is none. */
    Optional<Path> of(UUID screenId) {
        return Optional.of(file(screenId)).filter(Files::isRegularFile);
    }

    /** The screens whose newest picture came in before that moment. */
    public List<UUID> sentBefore(Instant moment) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            file.toString().endsWith(ENDING) && file.toFile().lastModified() < moment.toEpochMilli())
                    .map(file -> UUID.fromString(file.getFileName().toString().replace(ENDING, "")))
                    .toList();
        }
    }

    /** Removes a screen's picture, unless a newer one came in since that moment; whether it did. */
    public boolean forget(UUID screenId, Instant sentBefore) throws IOException {
        Path file = file(screenId);
        return file.toFile().lastModified() < sentBefore.toEpochMilli() && Files.deleteIfExists(file);
    }

    private Path file(UUID screenId) {
        return folder.resolve(screenId + ENDING);
    }

    private static boolean readable(byte[] jpeg) throws IOException {
        boolean magic = jpeg.length > 3 && jpeg[0] == (byte) 0xff && jpeg[1] == (byte) 0xd8 && jpeg[2] == (byte) 0xff;
        if (!magic) {
            return false;
        }
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(jpeg))) {
            Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                boolean sane = (long) reader.getWidth(0) * reader.getHeight(0) <= MAX_PIXELS;
                return sane && reader.read(0) != null;
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            return false; // whatever the decoder makes of a broken picture, the answer is the same
        }
    }
}
