package io.lunbo.film;

import io.lunbo.film.MediaRefusal.Reason;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.Texts.Phrase;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says to people what {@link MediaRefusal} says to programs. */
final class RefusalSentence {
    private static final Pattern ENDS_EARLY = Pattern.compile("(\\d+) of (\\d+) ms");
    private static final Pattern TOO_LONG = Pattern.compile("(\\d+) > (\\d+)");
    private static final Pattern FORBIDDEN = Pattern.compile("(U\\+[0-9A-F]+) at (\\d+)");

    private RefusalSentence() {}

    static Problem problemOf(Reason reason, String detail) {
        ProblemType type = typeOf(reason);
        return switch (reason) {
            case EMPTY_FILE, EMPTY_TEXT -> Problem.of(type);
            case TRUNCATED -> Problem.of(type, whereItEnds(detail));
            case TOO_MANY_STREAMS, TOO_MANY_PIXELS, TOO_MANY_FRAMES_PER_SECOND, TOO_LONG, TOO_COSTLY ->
                Problem.of(type, new Phrase(key(reason), detail), new Phrase(key(reason) + "_limit"));
            case TEXT_TOO_LONG -> Problem.of(type, (Object[]) places(TOO_LONG, detail));
            case FORBIDDEN_CHARACTER -> {
                String[] found = places(FORBIDDEN, detail);
                yield Problem.of(type, Integer.parseInt(found[1]) + 1, found[0]);
            }
            case MARKUP -> Problem.of(type, detail);
            default -> Problem.of(type, new Phrase(key(reason), detail));
        };
    }

    private static Phrase whereItEnds(String detail) {
        String[] milliseconds = places(ENDS_EARLY, detail);
        return milliseconds == null
                ? new Phrase("film_decoder_says", detail)
                : new Phrase("film_ends_early", seconds(milliseconds[0]), seconds(milliseconds[1]));
    }

    private static ProblemType typeOf(Reason reason) {
        return switch (reason) {
            case EMPTY_FILE -> ProblemType.EMPTY_FILE;
            case UNKNOWN_FORMAT, ANIMATED_PICTURE, UNSUPPORTED_CODEC -> ProblemType.FILE_TYPE_NOT_ALLOWED;
            case UNREADABLE, NO_PICTURE, DAMAGED -> ProblemType.NOT_A_PLAYABLE_FILM;
            case TRUNCATED -> ProblemType.FILM_TRUNCATED;
            case TOO_MANY_STREAMS, TOO_MANY_PIXELS, TOO_MANY_FRAMES_PER_SECOND, TOO_LONG, TOO_COSTLY ->
                ProblemType.MEDIA_BEYOND_LIMITS;
            case EMPTY_TEXT -> ProblemType.SLOGAN_EMPTY;
            case TEXT_TOO_LONG -> ProblemType.SLOGAN_TOO_LONG;
            case FORBIDDEN_CHARACTER -> ProblemType.SLOGAN_CHARACTER_NOT_ALLOWED;
            case MARKUP -> ProblemType.SLOGAN_MARKUP;
        };
    }

    private static String key(Reason reason) {
        return "film_" + reason.name().toLowerCase(Locale.ROOT);
    }

    /** The two words of a detail, or null where it is worded otherwise. */
    private static String[] places(Pattern pattern, String detail) {
        Matcher matcher = pattern.matcher(detail);
        return matcher.matches() ? new String[] {matcher.group(1), matcher.group(2)} : null;
    }

    private static String seconds(String milliseconds) {
        return String.format(Locale.ROOT, "%.1f", Long.parseLong(milliseconds) / 1000.0);
    }
}
