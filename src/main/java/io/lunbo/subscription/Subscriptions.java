package io.lunbo.subscription;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignRepository;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Keeps who wants which report how often. */
@ApplicationScoped
public class Subscriptions implements PanacheRepositoryBase<Subscription, UUID> {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final int MOST_RECIPIENTS = 20;
    private static final int LONGEST_ADDRESS = 90;
    private static final Pattern ADDRESS = Pattern.compile("[^\\s\\p{Cntrl}@<>,;\"]+@[^\\s\\p{Cntrl}@<>,;\"]+");

    private final CampaignRepository campaigns;
    private final ScreenRepository screens;
    private final AuditTrail auditTrail;
    private final Clock clock;

    /**
     * What somebody wants.
     *
     * @param campaign a campaign's code, or empty
     * @param screen a screen's code, or empty; one of both must be there
     * @param rhythm how often
     * @param recipients mail addresses, one or more, apart by lines, commas or spaces
     */
    public record Wanted(String campaign, String screen, Rhythm rhythm, String recipients) {}

    Subscriptions(CampaignRepository campaigns, ScreenRepository screens, AuditTrail auditTrail, Clock clock) {
        this.campaigns = campaigns;
        this.screens = screens;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /** Makes one. 422 where it is of nothing, for nobody, or would never come. */
    @Transactional
    public Subscription make(Wanted wanted, Account actor) {
        Optional<Campaign> campaign = Optional.ofNullable(text(wanted.campaign()))
                .map(code -> campaigns.byCode(code).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND)));
        String screen = text(wanted.screen());
        if (screen != null && screens.byCode(screen).isEmpty()) {
            throw Problem.of(ProblemType.NOT_FOUND);
        }
        if (campaign.isEmpty() && screen == null || wanted.rhythm() == null) {
            throw Problem.of(ProblemType.REPORT_UNCLEAR);
        }
        List<String> recipients = recipients(wanted.recipients());
        LocalDate next =
                wanted.rhythm().after(today(), campaign.map(Campaign::until).orElse(null));
        boolean never =
                next == null || campaign.isPresent() && next.isAfter(lastReport(wanted.rhythm(), campaign.get()));
        if (never) {
            throw Problem.of(ProblemType.SUBSCRIPTION_NEVER);
        }
        Subscription made = new Subscription(
                        campaign.map(Campaign::code).orElse(null), screen, wanted.rhythm(), recipients, next)
                .madeBy(actor.id(), actor.name(), now());
        persist(made);
        auditTrail.record(
                actor.id(),
                "report-subscription.make",
                made.campaign() == null ? "screen:" + screen : "campaign:" + made.campaign(),
                Change.made(Map.of("rhythm", made.rhythm().name(), "recipients", recipients)));
        return made;
    }

    /** Ends one; what was issued stays. */
    @Transactional
    public void end(UUID id, Account actor) {
        Subscription one = findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        if (one.endedAt() == null) {
            one.end(actor.name(), now());
            auditTrail.record(
                    actor.id(),
                    "report-subscription.end",
                    one.campaign() == null ? "screen:" + one.screen() : "campaign:" + one.campaign(),
                    Change.removed(Map.of("rhythm", one.rhythm().name())));
        }
    }

    /** All of them, those that go on first. */
    public List<Subscription> all() {
        return list("order by case when nextOn is null then 1 else 0 end, madeAt desc");
    }

    /** On which day the last report of a campaign is due: the one that has its last day in it. */
    static LocalDate lastReport(Rhythm rhythm, Campaign campaign) {
        return rhythm.after(campaign.until(), campaign.until());
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }

    private static List<String> recipients(String typed) {
        List<String> found = Arrays.stream((typed == null ? "" : typed).split("[\\s,;，；]+"))
                .filter(one -> !one.isEmpty())
                .distinct()
                .toList();
        boolean fit = found.stream()
                .allMatch(one ->
                        one.length() <= LONGEST_ADDRESS && ADDRESS.matcher(one).matches());
        if (found.isEmpty() || found.size() > MOST_RECIPIENTS || !fit) {
            throw Problem.of(ProblemType.RECIPIENTS_UNREADABLE, MOST_RECIPIENTS);
        }
        return found;
    }

    private static String text(String typed) {
        return typed == null || typed.isBlank() ? null : typed.strip();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
