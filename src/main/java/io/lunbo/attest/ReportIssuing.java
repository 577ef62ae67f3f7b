package io.lunbo.attest;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.Unit;
import io.lunbo.access.UnitRepository;
import io.lunbo.attest.Gathering.Scope;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignRepository;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.tally.CatchingUp;
import io.lunbo.tally.TallyRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Issues reports: once, with the figures of that moment, signed. */
@ApplicationScoped
public class ReportIssuing {
    private static final String ALPHABET = "34679ACDEFGHJKMNPQRTUVWXY";
    private static final int CODE_LENGTH = 16;
    private static final int MOST_DAYS = 400;
    private static final int ROUNDS = 40;

    private final CampaignRepository campaigns;
    private final ScreenRepository screens;
    private final UnitRepository units;
    private final CatchingUp catchingUp;
    private final TallyRepository tallies;
    private final Gathering gathering;
    private final ReportRepository reports;
    private final ReportKey key;
    private final AuditTrail auditTrail;
    private final Clock clock;
    private final SecureRandom chance = new SecureRandom();

    ReportIssuing(
            CampaignRepository campaigns,
            ScreenRepository screens,
            UnitRepository units,
            CatchingUp catchingUp,
            TallyRepository tallies,
            Gathering gathering,
            ReportRepository reports,
            ReportKey key,
            AuditTrail auditTrail,
            Clock clock) {
        this.campaigns = campaigns;
        this.screens = screens;
        this.units = units;
        this.catchingUp = catchingUp;
        this.tallies = tallies;
        this.gathering = gathering;
        this.reports = reports;
        this.key = key;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /**
     * What a report shall be about.
     *
     * @param campaign a campaign's code; null: whatever the screen played
     * @param screen a screen's code; null: all screens of the campaign
     * @param unit a unit's code; null: the screens of all units
     * @param from the first day; null: the campaign's
     * @param until the last day, inclusive; null: the campaign's
     */
    public record Wanted(String campaign, String screen, String unit, LocalDate from, LocalDate until) {}

    /** Issues one; refused without campaign and screen, with days that are none, and while plays are still being counted. */
    public IssuedReport issue(Wanted wanted, Account actor) {
        Scope scope = scope(wanted);
        for (int round = 0; waiting(scope) && round < ROUNDS; round++) {
            catchingUp.before(scope.from(), scope.until());
        }
        if (waiting(scope)) {
            throw Problem.of(ProblemType.REPORT_NOT_COUNTED);
        }
        return QuarkusTransaction.requiringNew().call(() -> issue(scope, actor));
    }

    /** A report that was issued. */
    public Optional<IssuedReport> issued(UUID id) {
        return reports.findByIdOptional(id);
    }

    private IssuedReport issue(Scope wanted, Account actor) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Campaign campaign = wanted.campaign() == null
                ? null
                : campaigns.findById(wanted.campaign().id());
        Scope scope = new Scope(campaign, wanted.screen(), wanted.unit(), wanted.from(), wanted.until());
        Figures figures = gathering.figures(scope, now);
        String title = Stream.of(
                        campaign == null ? "" : campaign.name(),
                        scope.unit() == null ? "" : scope.unit().name(),
                        scope.screen() == null ? "" : scope.screen().name())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
        IssuedReport report = new IssuedReport(
                        code(),
                        title,
                        campaign == null ? null : campaign.id(),
                        scope.screen() == null ? null : scope.screen().id(),
                        figures)
                .issuedBy(actor.id(), actor.name(), now);
        report.signed(key.sign(report.claims()));
        reports.persist(report);
        auditTrail.record(
                actor.id(),
                "report.issue",
                "report:" + report.verifyCode(),
                Change.made(Map.of(
                        "title", title,
                        "from", figures.from(),
                        "until", figures.until(),
                        "sha256", report.sha256())));
        return report;
    }

    private boolean waiting(Scope scope) {
        var screen = scope.screen() == null ? null : scope.screen().id();
        return tallies.standing(screen, scope.from(), scope.until(), clock.instant())
                        .waiting()
                > 0;
    }

    private Scope scope(Wanted wanted) {
        Campaign campaign = empty(wanted.campaign())
                ? null
                : QuarkusTransaction.joiningExisting()
                        .call(() -> campaigns.byCode(wanted.campaign()))
                        .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        Screen screen = empty(wanted.screen())
                ? null
                : QuarkusTransaction.joiningExisting()
                        .call(() -> screens.byCode(wanted.screen()))
                        .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        LocalDate from = wanted.from() != null || campaign == null ? wanted.from() : campaign.from();
        LocalDate until = wanted.until() != null || campaign == null ? wanted.until() : campaign.until();
        Unit unit = empty(wanted.unit())
                ? null
                : QuarkusTransaction.joiningExisting()
                        .call(() -> units.byCode(wanted.unit()))
                        .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        if (campaign == null && screen == null && unit == null
                || from == null
                || until == null
                || from.getYear() < 1900
                || until.getYear() > 9000) {
            throw Problem.of(ProblemType.REPORT_UNCLEAR);
        }
        if (until.isBefore(from)) {
            throw Problem.of(ProblemType.DATES_REVERSED, from.toString(), until.toString());
        }
        if (from.plusDays(MOST_DAYS).isBefore(until)) {
            throw Problem.of(ProblemType.DATES_TOO_FAR_APART, from.toString(), until.toString(), MOST_DAYS);
        }
        return new Scope(campaign, screen, unit, from, until);
    }

    private String code() {
        StringBuilder code = new StringBuilder();
        chance.ints(CODE_LENGTH, 0, ALPHABET.length()).forEach(i -> code.append(ALPHABET.charAt(i)));
        return code.toString();
    }

    private static boolean empty(String text) {
        return text == null || text.isEmpty();
    }
}
