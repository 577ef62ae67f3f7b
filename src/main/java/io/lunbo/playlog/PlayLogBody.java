package io.lunbo.playlog;

import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads a body that may be compressed and never more of it than is allowed, before and after. */
final class PlayLogBody {
    static final int MAX_BYTES = 1024 * 1024;

    private PlayLogBody() {}

    static byte[] read(InputStream body, String contentLength, String contentEncoding) throws IOException {
        String encoding =
                contentEncoding == null ? "identity" : contentEncoding.trim().toLowerCase(Locale.ROOT);
        if (contentLength != null && contentLength.length() > 9) {
            throw tooLarge();
        }
        if (contentLength != null && Long.parseLong(contentLength) > MAX_BYTES) {
            throw tooLarge();
        }
        return switch (encoding) {
            case "identity" -> atMost(body);
            case "gzip", "x-gzip" -> unpacked(atMost(body));
            default -> throw Problem.of(ProblemType.UNSUPPORTED_TYPE);
        };
    }

    private static byte[] unpacked(byte[] gzip) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip), 8192)) {
            return atMost(in);
        } catch (ZipException | EOFException e) {
            throw Problem.of(ProblemType.MALFORMED_REQUEST);
        }
    }

    private static byte[] atMost(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw tooLarge();
        }
        return bytes;
    }

    private static Problem tooLarge() {
        return Problem.of(ProblemType.BODY_TOO_LARGE);
    }
}
