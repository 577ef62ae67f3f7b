package io.lunbo.subscription;

import io.lunbo.access.Operator;
import io.lunbo.access.OperatorRepository;
import io.lunbo.attest.IssuedReport;
import io.lunbo.attest.ReportIssuing;
import io.lunbo.attest.ReportPrinting;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.Texts;
import io.quarkus.logging.Log;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Issues what is due and mails what was issued; one that fails stands in nobody's way and is tried again. */
@ApplicationScoped
public class ReportDelivery {
    private static final Locale LANGUAGE = Texts.LANGUAGES.get(0);

    private final Subscriptions subscriptions;
    private final ReportIssuing issuing;
    private final ReportPrinting printing;
    private final CampaignRepository campaigns;
    private final OperatorRepository operators;
    private final Mailer mailer;
    private final Texts texts;
    private final SubscriptionConfig config;
    private final Clock clock;

    ReportDelivery(
            Subscriptions subscriptions,
            ReportIssuing issuing,
            ReportPrinting printing,
            CampaignRepository campaigns,
            OperatorRepository operators,
            Mailer mailer,
            Texts texts,
            SubscriptionConfig config,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.issuing = issuing;
        this.printing = printing;
        this.campaigns = campaigns;
        this.operators = operators;
        this.mailer = mailer;
        this.texts = texts;
        this.config = config;
        this.clock = clock;
    }

    /** Everything that is due by now. */
    public void run() {
        LocalDate today = subscriptions.today();
        boolean early = LocalTime.ofInstant(clock.instant(), Subscriptions.ZONE).getHour() < config.fromHour();
        LocalDate due = early ? today.minusDays(1) : today;
        ids("nextOn <= ?1", due).forEach(id -> each(id, () -> issue(id)));
        if (config.enabled()) {
            ids("toBeMailed is not null").forEach(id -> each(id, () -> mail(id)));
        }
    }

    private interface Step {
        void take() throws IOException;
    }

    private void each(UUID id, Step step) {
        try {
            step.take();
        } catch (IOException | RuntimeException e) {
            Log.warnf("The report of subscription %s waits: %s", id, e.getMessage());
            QuarkusTransaction.requiringNew()
                    .run(() -> subscriptions
                            .findById(id)
                            .failed(sentence(e), clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        }
    }

    /** Why, for the people on the page; what a mail server or a disk said stands in the log. */
    private String sentence(Exception failure) {
        return failure instanceof Problem problem
                ? problem.sentence(texts, LANGUAGE)
                : texts.of(LANGUAGE, "subscription_not_sent");
    }

    private void issue(UUID id) {
        Subscription one = QuarkusTransaction.requiringNew().call(() -> subscriptions.findById(id));
        Campaign campaign = one.campaign() == null
                ? null
                : QuarkusTransaction.requiringNew()
                        .call(() -> campaigns.byCode(one.campaign()).orElse(null));
        LocalDate first = campaign == null ? null : campaign.from();
        LocalDate last = campaign == null ? null : campaign.until();
        LocalDate due = one.nextOn();
        Rhythm.Period period = one.rhythm().before(due, first, last);
        LocalDate after = one.rhythm() == Rhythm.AT_END ? null : one.rhythm().after(due, last);
        LocalDate next =
                campaign != null && after != null && after.isAfter(Subscriptions.lastReport(one.rhythm(), campaign))
                        ? null
                        : after;
        if (period.until().isBefore(period.from())) { // the campaign has not begun
            QuarkusTransaction.requiringNew()
                    .run(() -> subscriptions.findById(id).skipped(next));
            return;
        }
        Operator maker = QuarkusTransaction.requiringNew().call(() -> operators.findById(one.madeBy()));
        IssuedReport report = issuing.issue(
                new ReportIssuing.Wanted(one.campaign(), one.screen(), null, period.from(), period.until()),
                maker.account());
        QuarkusTransaction.requiringNew().run(() -> subscriptions.findById(id).issued(report.id(), next));
    }

    private void mail(UUID id) throws IOException {
        Subscription one = QuarkusTransaction.requiringNew().call(() -> subscriptions.findById(id));
        IssuedReport report = QuarkusTransaction.requiringNew()
                .call(() -> issuing.issued(one.toBeMailed()).orElseThrow());
        String name = "report-" + report.verifyCode();
        byte[] pdf = printing.pdf(report, config.address().resolve("/verify/reports"));
        byte[] xlsx = printing.xlsx(report, LANGUAGE);
        String subject = texts.of(
                LANGUAGE,
                "subscription_subject",
                report.title().replaceAll("\\p{Cntrl}", " "),
                report.from(),
                report.until());
        String body = texts.of(
                LANGUAGE,
                "subscription_body",
                report.title(),
                report.from(),
                report.until(),
                report.readableCode(),
                report.sha256(),
                config.address().resolve("/verify/reports").toString());
        for (String recipient : one.recipients()) {
            mailer.send(Mail.withText(recipient, subject, body)
                    .addAttachment(name + ".pdf", pdf, "application/pdf")
                    .addAttachment(
                            name + ".xlsx", xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
                    .addHeader("Message-ID", "<" + report.verifyCode() + "." + id + "@lunbo>"));
        }
        QuarkusTransaction.requiringNew().run(() -> subscriptions.findById(id).mailed());
    }

    private List<UUID> ids(String query, Object... values) {
        return QuarkusTransaction.requiringNew()
                .call(() -> subscriptions.list(query, values).stream()
                        .map(Subscription::id)
                        .toList());
    }
}
