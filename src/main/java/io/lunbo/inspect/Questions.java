package io.lunbo.inspect;

import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignRepository;
import io.lunbo.reconcile.Verdict;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads what inspectors ask; what means nothing is refused with the name of its field. */
@ApplicationScoped
class Questions {
    private static final int USUAL_DAYS = 7;
    private static final int MOST_DAYS = 400;

    private final CampaignRepository campaigns;
    private final ScreenRepository screens;
    private final Language language;

    Questions(CampaignRepository campaigns, ScreenRepository screens, Language language) {
        this.campaigns = campaigns;
        this.screens = screens;
        this.language = language;
    }

    Question read(Question.Asked asked, Instant now) {
        Campaign campaign = empty(asked.campaign)
                ? null
                : campaigns.byCode(asked.campaign).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        Screen screen = empty(asked.screen) ? null : screen(asked.screen);
        LocalDate today = today(screen, now);
        LocalDate until = empty(asked.until) ? last(campaign, today) : date("until", asked.until);
        LocalDate from = empty(asked.from) ? first(campaign, until) : date("from", asked.from);
        if (until.isBefore(from)) {
            throw Problem.of(ProblemType.DATES_REVERSED, from.toString(), until.toString());
        }
        if (from.plusDays(MOST_DAYS).isBefore(until)) {
            throw Problem.of(ProblemType.DATES_TOO_FAR_APART, from.toString(), until.toString(), MOST_DAYS);
        }
        Set<Verdict> verdicts = verdicts(asked.verdict);
        boolean logs = "logged".equals(asked.side)
                || !verdicts.isEmpty()
                        && EnumSet.of(Verdict.EXTRA, Verdict.FAILED).containsAll(verdicts);
        return new Question(campaign, screen, from, until, hour(asked.hour), media(asked.media), verdicts, logs);
    }

    /** One screen; 404 where there is none of that code. */
    Screen screen(String code) {
        return screens.byCode(code).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }

    List<Screen> screens() {
        return screens.inUse();
    }

    List<Screen> everyScreen() {
        return screens.listAll();
    }

    List<Campaign> campaigns() {
        return campaigns.all();
    }

    /** Today where the screen stands; of all screens where the first one stands. */
    LocalDate today(Screen screen, Instant now) {
        return LocalDate.ofInstant(
                now,
                screen != null
                        ? screen.timeZone()
                        : screens.inUse().stream()
                                .findFirst()
                                .map(Screen::timeZone)
                                .orElse(ZoneOffset.UTC));
    }

    LocalDate date(String field, String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() >= 1900 && date.getYear() < 9000) {
                return date;
            }
        } catch (DateTimeException e) {
            throw refused(field);
        }
        throw refused(field);
    }

    int number(String field, String text, int otherwise, int most) {
        if (empty(text)) {
            return otherwise;
        }
        if (!text.matches("\\d{1,6}") || Integer.parseInt(text) > most) {
            throw refused(field);
        }
        return Integer.parseInt(text);
    }

    private Integer hour(String text) {
        return empty(text) ? null : number("hour", text, 0, 25);
    }

    private String media(String text) {
        if (!empty(text) && !text.matches("[0-9a-f]{64}")) {
            throw refused("media");
        }
        return empty(text) ? null : text;
    }

    private Set<Verdict> verdicts(String text) {
        Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
        if (!empty(text)) {
            try {
                for (String name : text.split(",")) {
                    verdicts.add(Verdict.valueOf(name));
                }
            } catch (IllegalArgumentException e) {
                throw refused("verdict");
            }
        }
        return verdicts;
    }

    private static LocalDate last(Campaign campaign, LocalDate today) {
        return campaign == null
                        || campaign.until().isAfter(today) && !campaign.from().isAfter(today)
                ? today
                : campaign.until();
    }

    private static LocalDate first(Campaign campaign, LocalDate until) {
        if (campaign == null || campaign.from().isAfter(until)) {
            return until.minusDays(USUAL_DAYS - 1);
        }
        LocalDate earliest = until.minusDays(MOST_DAYS - 1);
        return campaign.from().isBefore(earliest) ? earliest : campaign.from();
    }

    private Problem refused(String field) {
        return Problem.of(ProblemType.INVALID_INPUT).field(field, language.text("problem_field_unreadable"));
    }

    private static boolean empty(String text) {
        return text == null || text.isEmpty();
    }
}
