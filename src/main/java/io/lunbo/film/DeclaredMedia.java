package io.lunbo.film;

import com.fasterxml.jackson.databind.JsonNode;
import io.lunbo.film.MediaFacts.Kind;
import io.lunbo.film.MediaRefusal.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a file claims to hold: checked against our limits before, and against the decoded frames after the decoding. */
final class DeclaredMedia {
    private static final int MAX_STREAMS = 8;
    private static final int MAX_FILM_SIDE = 4096;
    private static final int MAX_PICTURE_SIDE = 16384;
    private static final long MAX_PICTURE_PIXELS = 40_000_000;
    private static final double MAX_FRAME_RATE = 60.5;
    private static final long MAX_DURATION_MS = 2 * 60 * 60 * 1000L;
    /** Browsers show 8 bits with halved colour only; of AV1 and VP9 they show 10 bits, too. */
    private static final Set<String> BROWSER_PIXELS = Set.of("yuv420p", "yuvj420p", "yuva420p");

    /** The curves of ITU-R BT.2100: PQ and HLG. */
    private static final Set<String> HIGH_DYNAMIC_RANGE = Set.of("smpte2084", "arib-std-b67");

    private static final String TO_USUAL_LIGHT =
            "scale=out_color_matrix=bt709:out_primaries=bt709:out_transfer=bt709:out_range=tv,";

    private static final Pattern NO_MATRIX = Pattern.compile(".*(rgb|bgr|gbr|pal8).*");
    /** What is lower was made for television of standard definition (BT.601). */
    private static final int LEAST_HIGH_DEFINITION_HEIGHT = 720;

    private static final Pattern SAMPLE_RATIO = Pattern.compile("([1-9]\\d{0,5}):([1-9]\\d{0,5})");

    private final FileFormat format;
    private final JsonNode claims;
    private final JsonNode video;
    private final List<JsonNode> audio;

    DeclaredMedia(FileFormat format, JsonNode claims) throws MediaRefusal {
        this.format = format;
        this.claims = claims;
        this.audio = streams("audio").toList();
        this.video = streams("video")
                .filter(stream ->
                        stream.path("disposition").path("attached_pic").asInt() == 0)
                .findFirst()
                .orElseThrow(() -> new MediaRefusal(Reason.NO_PICTURE, ""));
    }

    private Stream<JsonNode> streams(String type) {
        return StreamSupport.stream(claims.path("streams").spliterator(), false)
                .filter(stream -> stream.path("codec_type").asText().equals(type));
    }

    FileFormat format() {
        return format;
    }

    long durationMs() {
        return Math.round(claims.path("format").path("duration").asDouble() * 1000);
    }

    void checkLimits() throws MediaRefusal {
        int streams = claims.path("streams").size();
        refuseIf(streams > MAX_STREAMS, Reason.TOO_MANY_STREAMS, Integer.toString(streams));
        checkCodecs();
        int width = video.path("width").asInt();
        int height = video.path("height").asInt();
        refuseIf(width < 1 || height < 1, Reason.NO_PICTURE, "");
        refuseIf(exceedsSize(width, height), Reason.TOO_MANY_PIXELS, width + "x" + height);
        if (!format.isPicture()) {
            refuseIf(
                    declaredFrameRate() > MAX_FRAME_RATE,
                    Reason.TOO_MANY_FRAMES_PER_SECOND,
                    rounded(declaredFrameRate()));
            refuseIf(durationMs() > MAX_DURATION_MS, Reason.TOO_LONG, durationMs() / 1000 + " s");
        }
    }

    /** Dolby Vision without a base that others know would be green and purple for everybody. */
    private void checkCodecs() throws MediaRefusal {
        String codec = videoCodec();
        refuseIf(!format.takesVideo(codec), Reason.UNSUPPORTED_CODEC, codec);
        for (JsonNode side : video.path("side_data_list")) {
            int base = side.path("dv_bl_signal_compatibility_id").asInt(-1);
            refuseIf(
                    base == 0,
                    Reason.UNSUPPORTED_CODEC,
                    "Dolby Vision " + side.path("dv_profile").asInt());
        }
        for (JsonNode stream : audio) {
            String sound = stream.path("codec_name").asText("?");
            refuseIf(!format.takesAudio(sound), Reason.UNSUPPORTED_CODEC, sound);
        }
    }

    /** Whether a browser plays the file itself, so that reviewers see exactly what they sign. */
    private boolean browsersPlayIt() {
        String codec = videoCodec();
        String pixels = video.path("pix_fmt").asText();
        boolean deep = pixels.equals("yuv420p10le") && !codec.equals("h264");
        return format.isPicture()
                || format.browsersPlayVideo(codec)
                        && (BROWSER_PIXELS.contains(pixels) || deep)
                        && audio.stream()
                                .allMatch(stream -> format.browsersPlayAudio(
                                        stream.path("codec_name").asText("?")));
    }

    /** Whether its light is written for brighter screens, as phones do: what does not know of it shows it grey. */
    boolean highDynamicRange() {
        return HIGH_DYNAMIC_RANGE.contains(video.path("color_transfer").asText());
    }

    /**
     * Filters behind which a film's light and colours are those of browsers and walls, and say by which matrix they are
     * written; empty where they do so already. They cost by the pixel and stand best behind whatever makes the picture smaller.
     */
    String lightFilters() {
        if (highDynamicRange()) {
            return TO_USUAL_LIGHT;
        }
        if (format.isPicture()) {
            return "";
        }
        if (NO_MATRIX.matcher(video.path("pix_fmt").asText()).matches()) {
            return "scale=out_color_matrix=bt709:out_range=tv,setparams=colorspace=bt709,";
        }
        boolean said = !video.path("color_space").asText("unknown").equals("unknown");
        boolean standard = video.path("height").asInt() < LEAST_HIGH_DEFINITION_HEIGHT;
        return said ? "" : "setparams=colorspace=" + (standard ? "smpte170m," : "bt709,");
    }

    private boolean exceedsSize(int width, int height) {
        int side = Math.max(width, height);
        return format.isPicture()
                ? side > MAX_PICTURE_SIDE || (long) width * height > MAX_PICTURE_PIXELS
                : side > MAX_FILM_SIDE;
    }

    /** Compares the claims with what was really decoded: a film that was cut off ends before it says. */
    MediaFacts confirmedBy(long frames, long decodedMs, long bytes) throws MediaRefusal {
        refuseIf(frames == 0, Reason.NO_PICTURE, "");
        if (format.isPicture()) {
            refuseIf(frames > 1, Reason.ANIMATED_PICTURE, frames + " frames");
            return facts(Kind.IMAGE, bytes, 0, 0);
        }
        long toleranceMs = Math.max(400, durationMs() / 50);
        refuseIf(decodedMs + toleranceMs < durationMs(), Reason.TRUNCATED, decodedMs + " of " + durationMs() + " ms");
        refuseIf(decodedMs == 0, Reason.NO_PICTURE, "0 ms");
        refuseIf(decodedMs > MAX_DURATION_MS, Reason.TOO_LONG, decodedMs / 1000 + " s");
        double frameRate = frames * 1000.0 / decodedMs;
        refuseIf(frameRate > MAX_FRAME_RATE, Reason.TOO_MANY_FRAMES_PER_SECOND, rounded(frameRate));
        double declared = declaredFrameRate();
        return facts(Kind.VIDEO, bytes, decodedMs, declared > 0 ? declared : frameRate);
    }

    private MediaFacts facts(Kind kind, long bytes, long durationMs, double frameRate) {
        boolean turned = isTurned();
        int width = shownWidth();
        int height = video.path("height").asInt();
        return new MediaFacts(
                kind,
                format.mimeType(),
                bytes,
                durationMs,
                turned ? height : width,
                turned ? width : height,
                videoCodec(),
                audio.stream()
                        .findFirst()
                        .map(stream -> stream.path("codec_name").asText()),
                Math.round(frameRate * 1000) / 1000.0,
                browsersPlayIt());
    }

    /** Some films are stored narrower than they are shown. */
    private int shownWidth() {
        int width = video.path("width").asInt();
        Matcher ratio = SAMPLE_RATIO.matcher(video.path("sample_aspect_ratio").asText());
        if (!ratio.matches()) {
            return width;
        }
        double shown = width * Double.parseDouble(ratio.group(1)) / Double.parseDouble(ratio.group(2));
        return (int) Math.max(1, Math.min(MAX_PICTURE_SIDE, Math.round(shown)));
    }

    private boolean isTurned() {
        return StreamSupport.stream(video.path("side_data_list").spliterator(), false)
                .anyMatch(side -> Math.abs(side.path("rotation").asInt()) % 180 == 90);
    }

    private String videoCodec() {
        return video.path("codec_name").asText("?");
    }

    private double declaredFrameRate() {
        String[] parts = video.path("avg_frame_rate").asText("0/0").split("/", 2);
        double divisor = Double.parseDouble(parts[1]);
        return divisor == 0 ? 0 : Double.parseDouble(parts[0]) / divisor;
    }

    private static String rounded(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    private static void refuseIf(boolean wrong, Reason reason, String detail) throws MediaRefusal {
        if (wrong) {
            throw new MediaRefusal(reason, detail);
        }
    }
}
