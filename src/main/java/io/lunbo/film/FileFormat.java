package io.lunbo.film;

import io.lunbo.film.MediaRefusal.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The file formats that are taken, told apart by their first bytes and read by one named demuxer each.
 *
 * <p>Left to guess, the film tools take a text for a play list and open what it names: other files, addresses.
 */
enum FileFormat {
    MP4("mov", "video/mp4", Set.of("h264", "vp9", "av1"), Set.of("aac", "mp3", "opus")),
    QUICKTIME("mov", "video/quicktime", Set.of(), Set.of()),
    MATROSKA(
            "matroska",
            "video/x-matroska",
            Set.of("h264", "vp8", "vp9", "av1"),
            Set.of("aac", "mp3", "opus", "vorbis")),
    WEBM("matroska", "video/webm", Set.of("vp8", "vp9", "av1"), Set.of("opus", "vorbis")),
    AVI("avi", "video/x-msvideo", Set.of(), Set.of()),
    MPEG("mpeg", "video/mpeg", Set.of(), Set.of()),
    TRANSPORT_STREAM("mpegts", "video/mp2t", Set.of(), Set.of()),
    WINDOWS_MEDIA("asf", "video/x-ms-wmv", Set.of(), Set.of()),
    JPEG("jpeg_pipe", "image/jpeg", Set.of("mjpeg"), Set.of()),
    PNG("png_pipe", "image/png", Set.of("png"), Set.of()),
    WEBP("webp_pipe", "image/webp", Set.of("webp"), Set.of());

    /** What the trade delivers, from its cameras, its editing rooms and its archives. */
    private static final Set<String> FILM_CODECS = Set.of(
            "h264",
            "hevc",
            "av1",
            "vp8",
            "vp9",
            "mpeg1video",
            "mpeg2video",
            "mpeg4",
            "msmpeg4v1",
            "msmpeg4v2",
            "msmpeg4v3",
            "h263",
            "wmv1",
            "wmv2",
            "wmv3",
            "vc1",
            "mjpeg",
            "prores",
            "dnxhd",
            "dvvideo",
            "cfhd",
            "rawvideo");

    private static final Set<String> SOUND_CODECS = Set.of(
            "aac",
            "mp3",
            "mp2",
            "ac3",
            "eac3",
            "dts",
            "opus",
            "vorbis",
            "flac",
            "alac",
            "wmav1",
            "wmav2",
            "wmapro",
            "adpcm_ms",
            "adpcm_ima_wav",
            "adpcm_ima_qt",
            "amr_nb",
            "pcm_alaw",
            "pcm_mulaw");
    private static final Pattern PLAIN_SOUND = Pattern.compile("pcm_([sfu](8|16|24|32|64)(le|be)?|dvd|bluray)");

    private static final int HEAD_BYTES = 4096;
    /** Brands of pictures that use the box structure of MP4: HEIF and AVIF. */
    private static final Set<String> PICTURE_BRANDS =
            Set.of("avif", "avis", "heic", "heix", "hevc", "hevx", "mif1", "msf1");

    /** How a QuickTime film begins that was made before there were brands. */
    private static final Set<String> OLD_QUICKTIME = Set.of("moov", "mdat", "wide", "free", "skip", "pnot");

    private static final String WINDOWS_MEDIA_MARK =
            "\u0030\u0026\u00b2\u0075\u008e\u0066\u00cf\u0011\u00a6\u00d9\u0000\u00aa\u0000\u0062\u00ce\u006c";

    private static final int WEBP_ANIMATION_FLAG = 0x02;

    private final String demuxer;
    private final String mimeType;
    private final Set<String> browserVideo;
    private final Set<String> browserAudio;

    /** The codecs are those that a browser plays in such a file. */
    FileFormat(String demuxer, String mimeType, Set<String> browserVideo, Set<String> browserAudio) {
        this.demuxer = demuxer;
        this.mimeType = mimeType;
        this.browserVideo = browserVideo;
        this.browserAudio = browserAudio;
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
            return head.startsWith("qt  ", 8) ? QUICKTIME : MP4;
        }
        if (head.length() >= 8 && OLD_QUICKTIME.contains(head.substring(4, 8))) {
            return QUICKTIME;
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
        return ofOldFilm(head);
    }

    private static FileFormat ofOldFilm(String head) throws MediaRefusal {
        if (head.startsWith("RIFF") && head.startsWith("AVI ", 8)) {
            return AVI;
        }
        boolean videoDisc = head.startsWith("RIFF") && head.startsWith("CDXA", 8);
        if (videoDisc || head.startsWith("\0\0\u0001\u00ba")) {
            return MPEG;
        }
        if (repeats(head, 0, 188) || repeats(head, 4, 192)) {
            return TRANSPORT_STREAM;
        }
        if (head.startsWith(WINDOWS_MEDIA_MARK)) {
            return WINDOWS_MEDIA;
        }
        throw new MediaRefusal(Reason.UNKNOWN_FORMAT, "");
    }

    /** Whether each of the first packets begins as a packet of television does; no text does so five times in a row. */
    private static boolean repeats(String head, int first, int every) {
        return IntStream.range(0, 5).allMatch(packet -> head.startsWith("G", first + packet * every))
                && head.chars().limit(5L * every).anyMatch(one -> one == 0 || one == 0xff);
    }

    private static FileFormat still(FileFormat format, boolean still) throws MediaRefusal {
        if (!still) {
            throw new MediaRefusal(Reason.ANIMATED_PICTURE, format.mimeType);
        }
        return format;
    }

    boolean isPicture() {
        return mimeType.startsWith("image/");
    }

    /** Whether the file says where its key frames are. */
    boolean hasIndex() {
        return this != MPEG && this != TRANSPORT_STREAM && this != WINDOWS_MEDIA;
    }

    String mimeType() {
        return mimeType;
    }

    boolean takesVideo(String codec) {
        return isPicture() ? browserVideo.contains(codec) : FILM_CODECS.contains(codec);
    }

    boolean takesAudio(String codec) {
        return !isPicture()
                && (SOUND_CODECS.contains(codec) || PLAIN_SOUND.matcher(codec).matches());
    }

    /** Whether browsers play that codec in such a file. */
    boolean browsersPlayVideo(String codec) {
        return browserVideo.contains(codec);
    }

    /** The same for sound. */
    boolean browsersPlayAudio(String codec) {
        return browserAudio.contains(codec);
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
