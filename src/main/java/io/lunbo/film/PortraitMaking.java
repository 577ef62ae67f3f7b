package io.lunbo.film;

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

/** Looks at an inspected film once more, for people: ten pictures of it, how it sounds, and what to know it again by. */
public final class PortraitMaking {
    /** Width and height of the small grey pictures that a film is known again by. */
    public static final int SAMPLE_SIDE = 32;

    private static final int LEAST_SAMPLES = 4;
    private static final int MOST_SAMPLES = 64;
    private static final long MEMORY = 4096L << 20;
    private static final int LOG = 1 << 20;
    private static final long LARGEST_FILE = 16 << 20;
    private static final int PICTURES = 10;
    private static final int MOST_AVERAGED = 128;
    private static final String SOUND_COLOR = "0x1463ff";

    private final FilmTools tools;
    private final Duration grace;

    /** Makes portraits; {@code grace} is what a short film may take on a busy machine. */
    public PortraitMaking(FilmTools tools, Duration grace) {
        this.tools = tools;
        this.grace = grace;
    }

    /**
     * What was found.
     *
     * @param samples small grey pictures of the decoded frames, one byte for each dot, evenly over the film
     * @param loudness empty for what is silent
     */
    public record Portrait(byte[] samples, Optional<Loudness> loudness) {}

    /**
     * Makes a portrait.
     *
     * @param strip becomes a JPEG with ten pictures of a film, in order; untouched for a picture
     * @param sound becomes a PNG of a film's sound over the time; untouched where it has none
     * @param work becomes a file that nobody needs afterwards
     */
    public Portrait make(Path original, MediaFacts facts, Path strip, Path sound, Path work)
            throws MediaRefusal, IOException, InterruptedException {
        try {
            look(original, facts, strip, work);
            byte[] samples = Files.readAllBytes(work);
            Optional<Loudness> loudness =
                    facts.audioCodec().isPresent() ? listen(original, facts, sound) : Optional.empty();
            return new Portrait(samples, loudness);
        } catch (LimitExceeded e) {
            throw new MediaRefusal(Reason.TOO_COSTLY, e.getMessage());
        }
    }

    private void look(Path original, MediaFacts facts, Path strip, Path work)
            throws MediaRefusal, IOException, InterruptedException {
        boolean film = facts.kind() == Kind.VIDEO;
        String small = "scale=" + SAMPLE_SIDE + ":" + SAMPLE_SIDE + ":flags=area:out_range=pc,format=gray";
        List<String> arguments = begin("error", original);
        arguments.addAll(List.of("-map", "0:V:0", "-vf"));
        arguments.add(film ? small + "," + averaged(facts) : small);
        arguments.addAll(List.of("-f", "rawvideo", "file:" + work.toAbsolutePath()));
        if (film) {
            arguments.addAll(List.of("-map", "0:V:0", "-frames:v", "1", "-vf"));
            arguments.add(rate(PICTURES, facts) + "scale=w=160:h=90:force_original_aspect_ratio=decrease"
                    + ":out_range=pc," + new MediaInspection(tools, grace).lightFilters(original)
                    + MediaInspection.TO_JPEG + "setsar=1,pad=160:90:-1:-1:color=0x0b1222,tile=" + PICTURES
                    + "x1,format=yuvj420p");
            arguments.addAll(List.of("-c:v", "mjpeg", "-q:v", "4", "-f", "image2pipe"));
            arguments.add("file:" + strip.toAbsolutePath());
        }
        run(original, facts, arguments);
    }

    /**
     * Each sample is the mean of the frames before it: which one of them stands at an instant is another in every container.
     */
    private static String averaged(MediaFacts facts) {
        int samples = samplesOf(facts.durationMs());
        long frames = Math.round(facts.durationMs() * facts.frameRate() / 1000 / samples);
        return "tmix=frames=" + Math.max(1, Math.min(MOST_AVERAGED, frames)) + "," + "fps=" + samples * 1000L + "/"
                + facts.durationMs();
    }

    private static int samplesOf(long durationMs) {
        return (int) Math.min(MOST_SAMPLES, Math.max(LEAST_SAMPLES, durationMs / 500));
    }

    /** So many pictures, evenly over the film. */
    private static String rate(int pictures, MediaFacts facts) {
        return "fps=" + pictures * 1000L + "/" + facts.durationMs() + ",";
    }

    private Optional<Loudness> listen(Path original, MediaFacts facts, Path sound)
            throws MediaRefusal, IOException, InterruptedException {
        List<String> arguments = begin("info", original);
        arguments.addAll(List.of("-filter_complex"));
        arguments.add("[0:a:0]asplit=2[a][b];[a]" + Loudness.METER + "[measured];[b]aformat=channel_layouts=mono,"
                + "showwavespic=s=1200x120:colors=" + SOUND_COLOR + ":scale=sqrt[drawn]");
        arguments.addAll(List.of("-map", "[measured]", "-f", "null", "-"));
        arguments.addAll(List.of("-map", "[drawn]", "-frames:v", "1", "-c:v", "png", "-f", "image2pipe"));
        arguments.add("file:" + sound.toAbsolutePath());
        return Loudness.printedIn(run(original, facts, arguments).errors());
    }

    private static List<String> begin(String words, Path original) throws MediaRefusal, IOException {
        List<String> arguments = new ArrayList<>(List.of("-hide_banner", "-v", words, "-nostdin", "-nostats", "-y"));
        arguments.addAll(FileFormat.of(original).inputArguments(original));
        return arguments;
    }

    private Outcome run(Path original, MediaFacts facts, List<String> arguments)
            throws MediaRefusal, IOException, InterruptedException {
        Limits limits = new Limits(grace.plusMillis(facts.durationMs()), MEMORY, LOG, LARGEST_FILE);
        Outcome outcome = tools.run(Tool.FFMPEG, original.toAbsolutePath().getParent(), limits, arguments);
        if (!outcome.succeeded()) {
            throw new MediaRefusal(Reason.DAMAGED, MediaInspection.firstLine(outcome.errors()));
        }
        return outcome;
    }
}
