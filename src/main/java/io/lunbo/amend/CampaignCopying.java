package io.lunbo.amend;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.audit.AuditTrail;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignBooking;
import io.lunbo.campaign.CampaignFacts;
import io.lunbo.campaign.CampaignRepository;
import io.lunbo.campaign.Spot;
import io.lunbo.campaign.SpotFacts;
import io.lunbo.campaign.SpotRepository;
import io.lunbo.campaign.Targeting;
import io.lunbo.screen.Screen;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Copies a campaign to other dates. Nothing that was signed for the one is signed for the other. */
@ApplicationScoped
public class CampaignCopying {
    private final CampaignRepository campaigns;
    private final SpotRepository spots;
    private final Targeting targeting;
    private final CampaignBooking booking;
    private final AuditTrail auditTrail;

    CampaignCopying(
            CampaignRepository campaigns,
            SpotRepository spots,
            Targeting targeting,
            CampaignBooking booking,
            AuditTrail auditTrail) {
        this.campaigns = campaigns;
        this.spots = spots;
        this.targeting = targeting;
        this.booking = booking;
        this.auditTrail = auditTrail;
    }

    /**
     * What the copy is to be.
     *
     * @param code its short stable name
     * @param name its name
     * @param from its first day; all other dates move with it
     * @param template whether it is only there to be copied
     */
    public record Copy(
            @NotNull String code,
            @NotBlank @Size(max = 200) String name,
            @NotNull LocalDate from,
            boolean template) {
        /** Whether its first day is such as a database can keep. */
        @AssertTrue(message = "{lunbo.withinCalendar}")
        public boolean isWithinCalendar() {
            return from == null || from.getYear() >= 1900 && from.getYear() < 2900;
        }
    }

    /** Copies a campaign with all its spots; each media needs a new review before it is planned. The report is due by nobody. */
    @Transactional
    public Campaign copy(String code, @Valid Copy wanted, Account actor) {
        Campaign source = campaigns.byCode(code).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        CampaignFacts facts = CampaignFacts.of(source);
        long days = ChronoUnit.DAYS.between(source.from(), wanted.from());
        Campaign copied = booking.create(
                new CampaignFacts(
                        wanted.code(),
                        wanted.name(),
                        facts.theme(),
                        facts.basis(),
                        facts.from().plusDays(days),
                        facts.until().plusDays(days),
                        null,
                        facts.screens(),
                        facts.terms().running(facts.terms().dates().movedBy(days), wanted.template())),
                actor);
        ZoneId zone = targeting.screensOf(source).stream()
                .findFirst()
                .map(Screen::timeZone)
                .orElse(ZoneId.of("Asia/Shanghai"));
        for (Spot spot : spots.of(source)) {
            booking.carryOver(copied.id(), moved(SpotFacts.of(spot), days, zone), actor);
        }
        auditTrail.record(actor.id(), "campaign.copy", "campaign:" + copied.code(), Map.of("of", code));
        return copied;
    }

    private static SpotFacts moved(SpotFacts facts, long days, ZoneId zone) {
        return new SpotFacts(
                facts.mediaId(),
                facts.weight(),
                facts.perDay(),
                facts.fixedAt().stream()
                        .map(at -> moved(at, days, zone))
                        .collect(Collectors.toCollection(TreeSet::new)),
                facts.group(),
                facts.stillMs(),
                facts.screens(),
                facts.terms().movedBy(days),
                facts.alternatives());
    }

    private static Instant moved(Instant at, long days, ZoneId zone) {
        return at.atZone(zone).plusDays(days).toInstant();
    }
}
