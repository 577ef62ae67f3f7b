package io.lunbo.film;

import io.lunbo.film.FilmTools.LimitExceeded;
import io.lunbo.film.FilmTools.Limits;
import io.lunbo.film.FilmTools.Outcome;
import io.lunbo.film.FilmTools.Tool;
import io.lunbo.film.MediaFacts.Kind;
import io.lunbo.film.MediaRefusal.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes of an original the file that players get: decoded to its last frame and encoded anew, so that nothing of the
 * original's own bytes reaches a player.
 *
 * <p>A film becomes an MP4 that can be played while it is loaded: H.264 High and AAC, a constant frame rate, even sizes, a
 * key frame at least every two seconds, light for usual screens, its sound at -23 LUFS or none. A picture becomes a JPEG.
 * Each names its original in itself, so that two originals never become the same file.
 */
public final class DeliveryMaking {
    /** Changes whenever the same original would become another file. */
    public static final String RECIPE = "4 ffmpeg-" + FilmTools.BUNDLED_VERSION;

    private static final long MEMORY = 4096L << 20;
    private static final int LOG = 16 << 20;
    private static final int SLOWEST = 20;
    private static final double BITS_PER_PIXEL = 0.1;
    private static final long LEAST_BITS = 600_000;
    private static final long MOST_BITS = 30_000_000;
    private static final double LEAST_RATE = 10;
    private static final double MOST_RATE = 60;
    private static final int LONGEST_GROUP_SECONDS = 2;
    private static final Pattern DONE_UNTIL = Pattern.compile("out_time_us=(\\d+)");

    private final FilmTools tools;
    private final Duration grace;

    /** Makes deliveries; {@code grace} is what a short film may take on a busy machine. */
    public DeliveryMaking(FilmTools tools, Duration grace) {
        this.tools = tools;
        this.grace = grace;
    }

    /**
     * Writes the delivery file of an inspected original.
     *
     * @param lineage the original's hash, to be written into the file
     * @param progress takes how much is done, in percent
     * @return what was measured of the file that was made
     */
    public MediaFacts make(
            Path original, MediaFacts facts, DeliveryShape shape, String lineage, Path target, IntConsumer progress)
            throws MediaRefusal, IOException, InterruptedException {
        try {
            if (facts.kind() == Kind.IMAGE) {
                makePicture(original, shape, lineage, target);
            } else {
                makeFilm(original, facts, shape, lineage, target, progress);
            }
            MediaFacts made = new MediaInspection(tools, grace).inspect(target);
            refuseOther(made, facts, shape);
            return made;
        } catch (LimitExceeded e) {
            throw new MediaRefusal(Reason.TOO_COSTLY, e.getMessage());
        }
    }

    /** Measures how loud a film is; empty where it is silent or has no sound. */
    public Optional<Loudness> loudness(Path film, MediaFacts facts)
            throws MediaRefusal, IOException, InterruptedException {
        if (facts.audioCodec().isEmpty()) {
            return Optional.empty();
        }
        List<String> arguments = new ArrayList<>(List.of("-hide_banner", "-v", "info", "-nostdin", "-nostats"));
        arguments.addAll(FileFormat.of(film).inputArguments(film));
        arguments.addAll(List.of("-map", "0:a:0", "-vn", "-af", Loudness.METER, "-f", "null", "-"));
        Outcome outcome = run(film, limits(facts.durationMs(), Long.MAX_VALUE), arguments, percent -> {}, 1);
        return Loudness.printedIn(outcome.errors());
    }

    private void makeFilm(
            Path original, MediaFacts facts, DeliveryShape shape, String lineage, Path target, IntConsumer progress)
            throws MediaRefusal, IOException, InterruptedException {
        Optional<Loudness> loudness = loudness(original, facts);
        double rate = Math.min(MOST_RATE, Math.max(LEAST_RATE, facts.frameRate()));
        long bits = Math.min(
                MOST_BITS, Math.max(LEAST_BITS, (long) (BITS_PER_PIXEL * shape.widthPx() * shape.heightPx() * rate)));
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-nostdin", "-y", "-xerror", "-nostats"));
        arguments.addAll(List.of("-progress", "pipe:1"));
        arguments.addAll(FileFormat.of(original).inputArguments(original));
        arguments.addAll(List.of("-map", "0:V:0", "-vf"));
        arguments.add("bwdif=mode=send_frame:deint=interlaced," + shape.filters() + "tv,"
                + new MediaInspection(tools, grace).lightFilters(original) + "setsar=1,format=yuv420p,fps="
                + fraction(rate));
        arguments.addAll(words("-c:v libopenh264 -profile:v high -rc_mode quality -slices 1 -threads 1 -b:v " + bits
                + " -g " + (int) (LONGEST_GROUP_SECONDS * rate)));
        loudness.ifPresent(measured -> {
            arguments.addAll(List.of("-map", "0:a:0", "-af", measured.normalisation() + ",aresample=48000"));
            arguments.addAll(words("-ac 2 -c:a aac -b:a 128k"));
        });
        arguments.addAll(words("-t " + facts.durationMs() + "ms -map_metadata -1 -map_chapters -1"));
        arguments.addAll(List.of("-metadata", "comment=lunbo original " + lineage + " as " + shape.name()));
        arguments.addAll(words("-fflags +bitexact -flags:v +bitexact -flags:a +bitexact -movflags +faststart -f mp4"));
        arguments.add("file:" + target.toAbsolutePath());
        long largest = 3 * (bits + 128_000) / 8 * (facts.durationMs() / 1000 + 60);
        run(original, limits(facts.durationMs(), largest), arguments, progress, facts.durationMs());
    }

    private void makePicture(Path original, DeliveryShape shape, String lineage, Path target)
            throws MediaRefusal, IOException, InterruptedException {
        FileFormat format = FileFormat.of(original);
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-nostdin", "-y", "-xerror"));
        arguments.addAll(format.inputArguments(original));
        arguments.addAll(List.of("-map", "0:V:0", "-frames:v", "1", "-vf"));
        // Bright light needs more than 8 bits until it has become usual.
        String opaque = format == FileFormat.JPEG ? "" : "format=gbrap16,premultiply=inplace=1,";
        String light = new MediaInspection(tools, grace).lightFilters(original) + MediaInspection.TO_JPEG;
        arguments.add(opaque + shape.filters() + "pc," + light + "setsar=1,format=yuvj444p");
        arguments.addAll(words("-map_metadata -1 -c:v mjpeg -q:v 2 -threads 1 -fflags +bitexact -f image2pipe"));
        arguments.add("file:" + target.toAbsolutePath());
        run(original, limits(0, 256L << 20), arguments, percent -> {}, 1);
        Files.write(target, commented(Files.readAllBytes(target), "lunbo original " + lineage + " as " + shape.name()));
    }

    /** Puts a comment segment behind the mark that begins a JPEG. */
    private static byte[] commented(byte[] jpeg, String comment) {
        byte[] words = comment.getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(jpeg.length + words.length + 4);
        bytes.write(jpeg, 0, 2);
        bytes.write(0xff);
        bytes.write(0xfe);
        bytes.write((words.length + 2) >>> 8);
        bytes.write(words.length + 2);
        bytes.writeBytes(words);
        bytes.write(jpeg, 2, jpeg.length - 2);
        return bytes.toByteArray();
    }

    /** What was made must be what was ordered: nothing else is given to players. */
    private static void refuseOther(MediaFacts made, MediaFacts original, DeliveryShape shape) throws MediaRefusal {
        boolean size = made.widthPx() == shape.widthPx() && made.heightPx() == shape.heightPx();
        long toleranceMs = Math.max(250, original.durationMs() / 100);
        boolean length = Math.abs(made.durationMs() - original.durationMs()) <= toleranceMs;
        if (made.kind() != original.kind() || !size || !length) {
            throw new MediaRefusal(
                    Reason.DAMAGED,
                    "made %s %dx%d %d ms of %d ms"
                            .formatted(
                                    made.kind(),
                                    made.widthPx(),
                                    made.heightPx(),
                                    made.durationMs(),
                                    original.durationMs()));
        }
    }

    private Limits limits(long durationMs, long fileBytes) {
        Duration time = grace.plusMillis(SLOWEST * durationMs);
        return new Limits(time, MEMORY, LOG, Math.min(fileBytes, 64L << 30));
    }

    private Outcome run(Path file, Limits limits, List<String> arguments, IntConsumer progress, long durationMs)
            throws MediaRefusal, IOException, InterruptedException {
        Path folder = file.toAbsolutePath().getParent();
        Outcome outcome = tools.run(Tool.FFMPEG, folder, limits, arguments, piece -> {
            Matcher done = DONE_UNTIL.matcher(piece);
            while (done.find()) {
                progress.accept((int) Math.min(99, Long.parseLong(done.group(1)) / 10 / durationMs));
            }
        });
        if (!outcome.succeeded()) {
            throw new MediaRefusal(Reason.DAMAGED, MediaInspection.firstLine(outcome.errors()));
        }
        return outcome;
    }

    /** The rates of television are fractions, and their decimals drift. */
    private static String fraction(double rate) {
        for (int whole : new int[] {24, 30, 60}) {
            if (Math.abs(rate - whole / 1.001) < 0.002) {
                return whole + "000/1001";
            }
        }
        return String.format(Locale.ROOT, "%.3f", rate);
    }

    private static List<String> words(String words) {
        return List.of(words.split(" "));
    }
}
