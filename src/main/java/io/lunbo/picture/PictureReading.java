package io.lunbo.picture;

import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Decodes photos that strangers' phones send. Whatever else a file is beside a photo is gone once its pixels are read. */
public final class PictureReading {
    /** The largest file. */
    public static final int MAX_BYTES = 30_000_000;

    /** A small file can unfold into gigabytes: its size is read before its pixels are. */
    static final long MAX_PIXELS = 64_000_000L;

    /** The longer side of what is kept: a sign across the street can be read, a face among the crowd hardly. */
    static final int LONGEST = 2400;

    private static final int SHORTEST = 160;
    private static final Semaphore AT_ONCE = new Semaphore(2, true);

    /** A photo, upright and small enough to be kept, and what was written beside it. */
    public record Taken(Pixels pixels, ExifFacts exif) {}

    private PictureReading() {}

    /** Decodes a JPEG or PNG; refused where it is anything else, moves, is too large or too small. */
    public static Taken read(byte[] file) throws IOException {
        if (file.length > MAX_BYTES) {
            throw Problem.of(ProblemType.BODY_TOO_LARGE);
        }
        boolean jpeg = startsWith(file, 0xff, 0xd8, 0xff);
        boolean png = startsWith(file, 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a);
        if (!jpeg && !png || png && animated(file)) {
            throw Problem.of(ProblemType.NOT_A_PHOTO);
        }
        ExifFacts exif = jpeg ? ExifReading.of(file) : ExifFacts.NONE;
        AT_ONCE.acquireUninterruptibly();
        try {
            Pixels pixels = decoded(file, jpeg ? "jpeg" : "png");
            return new Taken(pixels.within(LONGEST).turned(exif.orientation()), exif);
        } finally {
            AT_ONCE.release();
        }
    }

    private static Pixels decoded(byte[] file, String format) throws IOException {
        ImageReader reader = readerOf(format);
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in, true, true);
            long width = reader.getWidth(0);
            long height = reader.getHeight(0);
            if (width * height > MAX_PIXELS || Math.min(width, height) < SHORTEST) {
                throw Problem.of(ProblemType.PHOTO_SIZE_WRONG, width, height, SHORTEST, MAX_PIXELS / 1_000_000);
            }
            ImageReadParam param = reader.getDefaultReadParam();
            int each = (int) Math.max(1, Math.max(width, height) / LONGEST);
            param.setSourceSubsampling(each, each, 0, 0);
            return Pixels.of(reader.read(0, param));
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw Problem.of(ProblemType.NOT_A_PHOTO); // whatever the decoder makes of a broken file
        } finally {
            reader.dispose();
        }
    }

    private static ImageReader readerOf(String format) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        return readers.next();
    }

    private static boolean startsWith(byte[] file, int... bytes) {
        if (file.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((file[i] & 255) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether a PNG says that it moves, before its first picture. */
    private static boolean animated(byte[] png) {
        ByteBuffer file = ByteBuffer.wrap(png);
        int at = 8;
        while (at + 12 <= png.length) {
            long length = file.getInt(at) & 0xffffffffL;
            String chunk = new String(png, at + 4, 4, StandardCharsets.US_ASCII);
            if (chunk.equals("acTL")) {
                return true;
            }
            if (chunk.equals("IDAT") || at + 12 + length > png.length) {
                return false;
            }
            at += (int) length + 12;
        }
        return false;
    }
}
