package io.lunbo.film;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lunbo.film.FilmTools.LimitExceeded;
import io.lunbo.film.FilmTools.Limits;
import io.lunbo.film.FilmTools.Outcome;
import io.lunbo.film.FilmTools.Tool;
import io.lunbo.film.MediaFacts.Kind;
import io.lunbo.film.MediaRefusal.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decides whether a file is a film or picture that every player can show, and measures it. */
public final class MediaInspection {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MIB = 1L << 20;
    private static final Limits PROBE = new Limits(Duration.ofSeconds(20), 2048 * MIB, (int) MIB);
    private static final long DECODE_MEMORY = 4096 * MIB;

    private static final Pattern FRAMES = Pattern.compile("(?m)^frame=\\s*(\\d+)");
    private static final Pattern DECODED_UNTIL = Pattern.compile("(?m)^out_time_us=(\\d+)");
    private static final Pattern CUT_OFF = Pattern.compile("(?i)partial file|ended prematurely|truncat|overread");
    /** Above what the tools themselves would allocate they report no size, only this. */
    private static final Pattern OVERSIZED = Pattern.compile("Picture size (\\d+x\\d+) is invalid");

    private static final int POSTER_WIDTH = 640;
    /** Behind {@link #lightFilters}: the matrix of JPEG, which has no other. */
    static final String TO_JPEG = "scale=out_color_matrix=bt601:out_range=pc,";

    private final FilmTools tools;
    private final Duration grace;

    /** An inspection for a usual machine. */
    public MediaInspection(FilmTools tools) {
        this(tools, Duration.ofSeconds(60));
    }

    /**
     * An inspection for a busy or slow machine.
     *
     * @param grace how much longer than the film the decoding may take: what decodes slower than it plays cannot be shown
     */
    public MediaInspection(FilmTools tools, Duration grace) {
        this.tools = tools;
        this.grace = grace;
    }

    /**
     * Looks at a file: what it claims first, then every frame of it.
     *
     * @throws MediaRefusal if it is none, too large, cut off or damaged
     */
    public MediaFacts inspect(Path file) throws MediaRefusal, IOException, InterruptedException {
        return inspect(file, percent -> {});
    }

    /** The same; {@code progress} takes how much is done, in percent. */
    public MediaFacts inspect(Path file, IntConsumer progress) throws MediaRefusal, IOException, InterruptedException {
        FileFormat format = FileFormat.of(file);
        try {
            DeclaredMedia declared = new DeclaredMedia(format, claimsOf(file, format));
            declared.checkLimits();
            return decode(file, declared, progress);
        } catch (LimitExceeded e) {
            throw new MediaRefusal(Reason.TOO_COSTLY, e.getMessage());
        }
    }

    /** Writes a JPEG of at most 640 pixels' width of an inspected file: its picture, or a film's after the fade-in. */
    public void writePoster(Path file, MediaFacts facts, Path target)
            throws MediaRefusal, IOException, InterruptedException {
        FileFormat format = FileFormat.of(file);
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-nostdin", "-y"));
        List<String> beginning =
                facts.kind() == Kind.VIDEO ? List.of("-ss", Math.min(facts.durationMs() / 4, 3000) + "ms") : List.of();
        // Where there is no index, seeking lands on the next key frame, which may not be there.
        arguments.addAll(format.hasIndex() ? beginning : List.of());
        arguments.addAll(format.inputArguments(file));
        arguments.addAll(format.hasIndex() ? List.of() : beginning);
        arguments.addAll(List.of("-map", "0:V:0", "-frames:v", "1", "-vf"));
        arguments.add("scale='min(" + POSTER_WIDTH + ",iw)':-2," + lightFilters(file) + TO_JPEG + "format=yuvj420p");
        arguments.addAll(List.of("-map_metadata", "-1", "-c:v", "mjpeg", "-q:v", "4", "-f", "image2pipe"));
        arguments.add("file:" + target.toAbsolutePath());
        Outcome outcome = run(Tool.FFMPEG, file, new Limits(grace, DECODE_MEMORY, (int) MIB), arguments);
        if (!outcome.succeeded() || Files.size(target) == 0) {
            throw new MediaRefusal(Reason.DAMAGED, firstLine(outcome.errors()));
        }
    }

    /** See {@link DeclaredMedia#lightFilters}. */
    String lightFilters(Path file) throws MediaRefusal, IOException, InterruptedException {
        FileFormat format = FileFormat.of(file);
        return new DeclaredMedia(format, claimsOf(file, format)).lightFilters();
    }

    private JsonNode claimsOf(Path file, FileFormat format) throws MediaRefusal, IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-of", "json"));
        arguments.addAll(List.of("-show_format", "-show_streams"));
        arguments.addAll(format.inputArguments(file));
        Outcome outcome = run(Tool.FFPROBE, file, PROBE, arguments);
        Matcher oversized = OVERSIZED.matcher(outcome.errors());
        if (oversized.find()) {
            throw new MediaRefusal(Reason.TOO_MANY_PIXELS, oversized.group(1));
        }
        if (!outcome.succeeded()) {
            throw new MediaRefusal(Reason.UNREADABLE, firstLine(outcome.errors()));
        }
        return JSON.readTree(outcome.output());
    }

    private MediaFacts decode(Path file, DeclaredMedia declared, IntConsumer progress)
            throws MediaRefusal, IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-nostdin", "-xerror", "-nostats"));
        arguments.addAll(List.of("-progress", "pipe:1", "-err_detect", "crccheck"));
        arguments.addAll(declared.format().inputArguments(file));
        arguments.addAll(List.of("-map", "0:V:0", "-map", "0:a?", "-fps_mode", "passthrough", "-f", "null", "-"));
        Duration time = grace.plusMillis(declared.durationMs());
        Path folder = file.toAbsolutePath().getParent();
        Limits limits = new Limits(time, DECODE_MEMORY, (int) (16 * MIB));
        Outcome outcome = tools.run(
                Tool.FFMPEG,
                folder,
                limits,
                arguments,
                piece -> last(DECODED_UNTIL, piece).ifPresent(done -> progress.accept(percent(done, declared))));
        if (!outcome.succeeded() || !outcome.errors().isEmpty()) {
            boolean cutOff = CUT_OFF.matcher(outcome.errors()).find();
            throw new MediaRefusal(cutOff ? Reason.TRUNCATED : Reason.DAMAGED, firstLine(outcome.errors()));
        }
        long frames = last(FRAMES, outcome.output()).orElse(0L);
        long decodedMs = Math.round(last(DECODED_UNTIL, outcome.output()).orElse(0L) / 1000.0);
        return declared.confirmedBy(frames, decodedMs, Files.size(file));
    }

    private static int percent(long doneMicros, DeclaredMedia declared) {
        return (int) Math.min(99, doneMicros / 10 / Math.max(1, declared.durationMs()));
    }

    private Outcome run(Tool tool, Path file, Limits limits, List<String> arguments)
            throws IOException, InterruptedException {
        return tools.run(tool, file.toAbsolutePath().getParent(), limits, arguments);
    }

    private static Optional<Long> last(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        Optional<Long> last = Optional.empty();
        while (matcher.find()) {
            last = Optional.of(Long.valueOf(matcher.group(1)));
        }
        return last;
    }

    /** Without the addresses in memory and the paths of this machine that the tools print. */
    static String firstLine(String errors) {
        return errors.lines()
                .findFirst()
                .orElse("")
                .replaceAll(" @ 0x[0-9a-f]+", "")
                .replaceAll("file:\\S+", "file");
    }
}
