package io.lunbo.report;

import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the questions that callers of the API ask about plays. */
@ApplicationScoped
class PlayQuery {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final ScreenRepository screens;
    private final Language language;

    /**
     * The question as the address says it; every part may be null.
     *
     * @param screen a screen's code
     * @param from an instant, or a date of the screen: from its midnight on
     * @param until an instant (exclusive), or a date of the screen: up to its end
     * @param media a SHA-256
     */
    record Asked(String screen, String from, String until, String media) {}

    PlayQuery(ScreenRepository screens, Language language) {
        this.screens = screens;
        this.language = language;
    }

    PlayFilter read(Asked asked) {
        Screen screen = blank(asked.screen())
                ? null
                : screens.byCode(asked.screen()).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        Instant from = blank(asked.from()) ? PlayFilter.EARLIEST : instant("from", asked.from(), screen, 0);
        Instant until = blank(asked.until()) ? PlayFilter.LATEST : instant("until", asked.until(), screen, 1);
        if (until.isBefore(from)) {
            throw Problem.of(ProblemType.DATES_REVERSED, asked.from(), asked.until());
        }
        String media = blank(asked.media()) ? null : asked.media();
        if (media != null && !SHA256.matcher(media).matches()) {
            throw invalid("media", "problem_field_unreadable");
        }
        return new PlayFilter(screen == null ? null : screen.id(), from, until, media, null);
    }

    /** What an inspector looks at; the first screen's today where nothing is asked. */
    PlayChoice choice(PlayChoice.Asked asked, Instant now) {
        Screen screen = (blank(asked.screen) ? screens.inUse().stream().findFirst() : screens.byCode(asked.screen))
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        return PlayChoice.of(asked, screen, now, language);
    }

    /** The screens to choose from. */
    List<Screen> screens() {
        return screens.inUse();
    }

    /** Code by id of all screens, those out of use too. */
    Map<UUID, String> codes() {
        return screens.listAll().stream().collect(Collectors.toMap(Screen::id, Screen::code));
    }

    Play.Cursor cursor(String text) {
        return Play.Cursor.of(text, language);
    }

    int limit(Integer asked, int otherwise, int most) {
        if (asked != null && (asked < 1 || asked > most)) {
            throw Problem.of(ProblemType.INVALID_INPUT).field("limit", language.text("report_limit_range", 1, most));
        }
        return asked == null ? otherwise : asked;
    }

    private Instant instant(String field, String text, Screen screen, int daysAfter) {
        Instant instant;
        try {
            if (text.length() == 10) {
                if (screen == null) {
                    throw invalid(field, "report_date_needs_screen");
                }
                LocalDate date = LocalDate.parse(text).plusDays(daysAfter);
                instant = date.atStartOfDay(screen.timeZone()).toInstant();
            } else {
                // An unescaped + of an offset arrives as a space.
                instant = OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            }
        } catch (DateTimeException e) {
            throw invalid(field, "problem_field_unreadable");
        }
        if (!PlayFilter.inRange(instant)) {
            throw invalid(field, "problem_field_unreadable");
        }
        return instant;
    }

    private Problem invalid(String field, String key) {
        return Problem.of(ProblemType.INVALID_INPUT).field(field, language.text(key));
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }
}
