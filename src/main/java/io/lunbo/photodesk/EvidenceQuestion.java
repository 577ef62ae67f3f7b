package io.lunbo.photodesk;

import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignRepository;
import io.lunbo.evidence.PhotoRepository.Filter;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.Texts.Phrase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.QueryParam;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;

/** Reads which photos somebody asks for; what means nothing is refused with the name of its field. */
@ApplicationScoped
class EvidenceQuestion {
    private static final ZoneId USUAL = ZoneId.of("Asia/Shanghai");

    private final CampaignRepository campaigns;
    private final ScreenRepository screens;

    /** The question as the address says it. */
    public static final class Asked {
        /** A campaign's code: photos taken while one of its plays was due. */
        @QueryParam("campaign")
        public String campaign;

        /** A screen's code. */
        @QueryParam("screen")
        public String screen;

        /** The first day on which they were taken. */
        @QueryParam("from")
        public String from;

        /** The last day. */
        @QueryParam("until")
        public String until;
    }

    /** What it means. */
    record Question(Campaign campaign, Screen screen, LocalDate from, LocalDate until) {
        Filter filter(boolean released) {
            ZoneId zone = screen == null ? USUAL : screen.timeZone();
            return new Filter(
                    campaign == null ? null : campaign.id(),
                    screen == null ? null : screen.id(),
                    start(from, zone),
                    until == null ? null : start(until.plusDays(1), zone),
                    released);
        }

        private static Instant start(LocalDate date, ZoneId zone) {
            return date == null ? null : date.atStartOfDay(zone).toInstant();
        }

        /** The same as part of an address; it begins with an ampersand unless it is empty. */
        public String query() {
            return part("campaign", campaign == null ? null : campaign.code())
                    + part("screen", screen == null ? null : screen.code())
                    + part("from", from)
                    + part("until", until);
        }

        private static String part(String name, Object value) {
            return value == null ? "" : "&" + name + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);
        }
    }

    EvidenceQuestion(CampaignRepository campaigns, ScreenRepository screens) {
        this.campaigns = campaigns;
        this.screens = screens;
    }

    Question read(Asked asked) {
        Campaign campaign = empty(asked.campaign)
                ? null
                : campaigns.byCode(asked.campaign).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        Screen screen = empty(asked.screen) ? null : screen(asked.screen);
        LocalDate from = date("from", asked.from);
        LocalDate until = date("until", asked.until);
        if (from != null && until != null && until.isBefore(from)) {
            throw Problem.of(ProblemType.DATES_REVERSED, from.toString(), until.toString());
        }
        return new Question(campaign, screen, from, until);
    }

    Screen screen(String code) {
        return screens.byCode(code).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }

    static UUID cursor(String field, String text) {
        try {
            return empty(text) ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw unreadable(field);
        }
    }

    private static LocalDate date(String field, String text) {
        try {
            LocalDate date = empty(text) ? null : LocalDate.parse(text);
            if (date == null || date.getYear() >= 1900 && date.getYear() < 9000) {
                return date;
            }
        } catch (DateTimeException e) {
            throw unreadable(field);
        }
        throw unreadable(field);
    }

    static Problem unreadable(String field) {
        return Problem.of(ProblemType.INVALID_INPUT).field(field, new Phrase("problem_field_unreadable"));
    }

    private static boolean empty(String text) {
        return text == null || text.isEmpty();
    }
}
