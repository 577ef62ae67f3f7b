package io.lunbo.film;

import io.lunbo.film.MediaRefusal.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The file formats that are taken, told apart by their first bytes and read by one named demuxer each.
 *
 * <p>Left to guess, the film tools take a text for a play list and open what it names: other files, addresses.
 */
enum FileFormat {
    MP4("mov", "video/mp4", Set.of("h264", "vp9", "av1"), Set.of("aac", "mp3", "opus")),
    MATROSKA(
            "matroska",
            "video/x-matroska",
            Set.of("h264", "vp8", "vp9", "av1"),
            Set.of("aac", "mp3", "opus", "vorbis")),
    WEBM("matroska", "video/webm", Set.of("vp8", "vp9", "av1"), Set.of("opus", "vorbis")),
    JPEG("jpeg_pipe", "image/jpeg", Set.of("mjpeg"), Set.of()),
    PNG("png_pipe", "image/png", Set.of("png"), Set.of()),
    WEBP("webp_pipe", "image/webp", Set.of("webp"), Set.of());

    private static final int HEAD_BYTES = 4096;
    /** Brands of pictures that use the box structure of MP4: HEIF and AVIF. */
    private static final Set<String> PICTURE_BRANDS =
            Set.of("avif", "avis", "heic", "heix", "hevc", "hevx", "mif1", "msf1");

    private static final int WEBP_ANIMATION_FLAG = 0x02;

    private final String demuxer;
    private final String mimeType;
    private final Set<String> videoCodecs;
    private final Set<String> audioCodecs;

    FileFormat(String demuxer, String mimeType, Set<String> videoCodecs, Set<String> audioCodecs) {
        this.demuxer = demuxer;
        this.mimeType = mimeType;
        this.videoCodecs = videoCodecs;
        this.audioCodecs = audioCodecs;
    }

    static FileFormat of(Path file) throws MediaRefusal, IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD_BYTES);
        }
        if (head.length == 0) {
            throw new MediaRefusal(Reason.EMPTY_FILE, "");
        }
        return of(new String(head, StandardCharsets.ISO_8859_1));
    }

    private static FileFormat of(String head) throws MediaRefusal {
        if (head.startsWith("ftyp", 4) && head.length() >= 12 && !PICTURE_BRANDS.contains(head.substring(8, 12))) {
            return MP4;
        }
        if (head.startsWith("\u001aE\u00df\u00a3")) {
            return head.substring(0, Math.min(head.length(), 64)).contains("webm") ? WEBM : MATROSKA;
        }
        if (head.startsWith("\u00ff\u00d8\u00ff")) {
            return JPEG;
        }
        if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
            return still(PNG, head.indexOf("acTL") < 0);
        }
        if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) {
            boolean extended = head.startsWith("VP8X", 12) && head.length() > 20;
            return still(WEBP, !extended || (head.charAt(20) & WEBP_ANIMATION_FLAG) == 0);
        }
        throw new MediaRefusal(Reason.UNKNOWN_FORMAT, "");
    }

    private static FileFormat still(FileFormat format, boolean still) throws MediaRefusal {
        if (!still) {
            throw new MediaRefusal(Reason.ANIMATED_PICTURE, format.mimeType);
        }
        return format;
    }

    boolean isPicture() {
        return audioCodecs.isEmpty();
    }

    String mimeType() {
        return mimeType;
    }

    boolean takesVideo(String codec) {
        return videoCodecs.contains(codec);
    }

    boolean takesAudio(String codec) {
        return audioCodecs.contains(codec);
    }

    /** Names the input so that only this file is opened, by only this demuxer. */
    List<String> inputArguments(Path file) {
        return List.of(
                "-protocol_whitelist",
                "file",
                "-format_whitelist",
                demuxer,
                "-f",
                demuxer,
                "-i",
                "file:" + file.toAbsolutePath());
    }
}
