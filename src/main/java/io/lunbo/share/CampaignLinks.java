package io.lunbo.share;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.Secrets;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes private addresses of campaigns' figures, remembers who came, and closes them. */
@ApplicationScoped
public class CampaignLinks implements PanacheRepositoryBase<CampaignLink, UUID> {
    private static final String PREFIX = "lcl_";
    private static final int MOST_DAYS = 400;

    private final CampaignRepository campaigns;
    private final AuditTrail auditTrail;
    private final Clock clock;

    /** A new address; the token is told once. */
    public record Made(CampaignLink link, String token) {
        /** Where it is, from the server's root. */
        public String path() {
            return "/shared/" + token;
        }
    }

    /** A link and how often it was opened; {@code last} is null where it never was. */
    public record Visited(CampaignLink link, long visits, Instant last) {}

    CampaignLinks(CampaignRepository campaigns, AuditTrail auditTrail, Clock clock) {
        this.campaigns = campaigns;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /** Makes an address that opens until the end of a day, at most 400 days from now. */
    @Transactional
    public Made make(String campaignCode, String name, LocalDate until, Account actor) {
        Campaign campaign = campaigns
                .byCode(campaignCode == null ? "" : campaignCode)
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        boolean named = name != null && !name.isBlank() && name.strip().length() <= 100;
        boolean dated = until != null && !until.isBefore(today()) && !until.isAfter(today().plusDays(MOST_DAYS));
        if (!named || !dated) {
            throw Problem.of(ProblemType.LINK_UNCLEAR, MOST_DAYS);
        }
        String token = Secrets.token(PREFIX);
        CampaignLink link =
                new CampaignLink(campaign, name.strip(), Secrets.fingerprint(token), until).madeBy(actor.id(), now());
        persistAndFlush(link);
        auditTrail.record(
                actor.id(),
                "campaign-link.make",
                "campaign:" + campaign.code(),
                Change.made(Map.of("name", link.name(), "until", until.toString())));
        return new Made(link, token);
    }

    /** Closes an address for good. */
    @Transactional
    public void revoke(UUID id, Account actor) {
        CampaignLink link = findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        if (link.revokedAt() == null) {
            link.revoke(now());
            auditTrail.record(
                    actor.id(),
                    "campaign-link.revoke",
                    "campaign:" + link.campaign().code(),
                    Change.removed(Map.of("name", link.name())));
        }
    }

    /** All of them, newest first, with their visits. */
    @Transactional
    public List<Visited> all() {
        Map<UUID, Object[]> visits = new HashMap<>();
        List<?> rows = getEntityManager()
                .createNativeQuery(
                        "select link_id, count(*), max(at) from campaign_link_visits group by link_id", Object[].class)
                .getResultList();
        for (Object row : rows) {
            visits.put((UUID) ((Object[]) row)[0], (Object[]) row);
        }
        return list("order by madeAt desc").stream()
                .map(link -> visited(link, visits.get(link.id())))
                .toList();
    }

    private static Visited visited(CampaignLink link, Object[] counted) {
        return counted == null
                ? new Visited(link, 0, null)
                : new Visited(
                        link,
                        ((Number) counted[1]).longValue(),
                        ((LocalDateTime) counted[2]).toInstant(ZoneOffset.UTC));
    }

    /** The link behind a token while it opens; nothing is written. */
    @Transactional
    Optional<CampaignLink> opened(String token) {
        return find("tokenSha256 = ?1 and revokedAt is null and until >= ?2", Secrets.fingerprint(token), today())
                .firstResultOptional();
    }

    /** Notes in the access log that somebody got to see the figures. */
    @Transactional
    void noteVisit(CampaignLink link, String origin) {
        getEntityManager()
                .createNativeQuery(
                        "insert into campaign_link_visits (link_id, at, origin) values (:link, :at, :origin)")
                .setParameter("link", link.id())
                .setParameter("at", now())
                .setParameter("origin", origin.substring(0, Math.min(64, origin.length())))
                .executeUpdate();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
