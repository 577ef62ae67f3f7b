package io.lunbo.feed;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.Secrets;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.campaign.CampaignRepository;
import io.lunbo.feed.FeedAddress.Kind;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes private addresses of calendars, and revokes them. */
@ApplicationScoped
public class FeedAddresses implements PanacheRepositoryBase<FeedAddress, UUID> {
    private static final String PREFIX = "lfd_";

    private final ScreenRepository screens;
    private final CampaignRepository campaigns;
    private final AuditTrail auditTrail;
    private final Clock clock;

    /** A new address; the token is told once. */
    public record Made(FeedAddress address, String token) {
        /** Where the calendar is, from the server's root. */
        public String path() {
            return "/feeds/" + token + "/calendar.ics";
        }
    }

    FeedAddresses(ScreenRepository screens, CampaignRepository campaigns, AuditTrail auditTrail, Clock clock) {
        this.screens = screens;
        this.campaigns = campaigns;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /** Makes an address for the calendar of the screen or campaign of that code. */
    @Transactional
    public Made make(@NotNull Kind kind, @NotNull String code, @NotBlank @Size(max = 100) String name, Account actor) {
        UUID subject = kind == Kind.SCREEN
                ? screens.byCode(code)
                        .orElseThrow(() -> Problem.of(ProblemType.SCREEN_UNKNOWN, code))
                        .id()
                : campaigns
                        .byCode(code)
                        .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND))
                        .id();
        String token = Secrets.token(PREFIX);
        FeedAddress address = new FeedAddress(
                kind,
                subject,
                name.strip(),
                Secrets.fingerprint(token),
                actor.id(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        persistAndFlush(address);
        auditTrail.record(actor.id(), "feed.make", subject(kind, code), Change.made(Map.of("name", address.name())));
        return new Made(address, token);
    }

    /** Closes an address for good. */
    @Transactional
    public void revoke(UUID id, Account actor) {
        FeedAddress address = findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        if (address.revokedAt() == null) {
            address.revoke(clock.instant().truncatedTo(ChronoUnit.MILLIS));
            auditTrail.record(actor.id(), "feed.revoke", "feed:" + id, Change.removed(Map.of("name", address.name())));
        }
    }

    /** All that are open, newest first. */
    public List<FeedAddress> open() {
        return list("revokedAt is null order by madeAt desc");
    }

    /** The address behind a token, while it is open. */
    Optional<FeedAddress> behind(String token) {
        return find("tokenSha256 = ?1 and revokedAt is null", Secrets.fingerprint(token))
                .firstResultOptional();
    }

    private static String subject(Kind kind, String code) {
        return (kind == Kind.SCREEN ? "screen:" : "campaign:") + code;
    }
}
