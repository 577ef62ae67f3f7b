package io.lunbo.drop;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.drop.FigureDrop.Kind;
import io.lunbo.outbound.OutsidePost;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.Texts.Phrase;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Keeps where closed days go. */
@ApplicationScoped
public class FigureDrops implements PanacheRepositoryBase<FigureDrop, UUID> {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final int MOST_DAYS = 400;

    private static final int SHORTEST_SECRET = 16;
    private static final int LONGEST_SECRET = 200;
    private static final int LONGEST_ADDRESS = 500;

    private final DropSecrets secrets;
    private final DropConfig config;
    private final AuditTrail auditTrail;
    private final Clock clock;

    /**
     * What somebody wants.
     *
     * @param folder of a folder: its name below the folder of drops
     * @param address of the web: http or https
     * @param secret of the web: 16 to 200 characters that both sides know
     * @param from the first day that is sent; null: yesterday
     */
    public record Wanted(String name, Kind kind, String folder, String address, String secret, LocalDate from) {}

    FigureDrops(DropSecrets secrets, DropConfig config, AuditTrail auditTrail, Clock clock) {
        this.secrets = secrets;
        this.config = config;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /** Sets one up; 422 with the fields that mean nothing. */
    @Transactional
    public FigureDrop make(Wanted wanted, Account actor) {
        String name = wanted.name() == null ? "" : wanted.name().strip();
        if (name.isEmpty() || name.length() > 100 || !name.matches("[^\\p{Cs}\\p{Cntrl}]*")) {
            throw wrong("name", "drop_wrong_name");
        }
        if (wanted.kind() == null) {
            throw wrong("kind", "drop_wrong_kind");
        }
        LocalDate yesterday = LocalDate.ofInstant(clock.instant(), ZONE).minusDays(1);
        LocalDate from = wanted.from() == null ? yesterday : wanted.from();
        if (from.isBefore(yesterday.minusDays(MOST_DAYS)) || from.isAfter(yesterday.plusDays(MOST_DAYS))) {
            throw wrong("from", "drop_wrong_from");
        }
        UUID id = UUID.randomUUID();
        boolean web = wanted.kind() == Kind.WEB;
        FigureDrop made = new FigureDrop(
                        id,
                        name,
                        wanted.kind(),
                        web ? address(wanted.address()) : folder(wanted.folder()),
                        web ? secrets.seal(id, secret(wanted.secret())) : null,
                        from)
                .madeBy(actor.id(), actor.name(), now());
        persistAndFlush(made);
        auditTrail.record(actor.id(), "drop.make", "drop:" + id, Change.made(said(made)));
        return made;
    }

    /** Ends one; what was sent stays where it is, the secret is forgotten. */
    @Transactional
    public void end(UUID id, Account actor) {
        FigureDrop one = findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        if (one.endedAt() == null) {
            one.end(actor.name(), now());
            auditTrail.record(actor.id(), "drop.end", "drop:" + id, Change.removed(said(one)));
        }
    }

    /** All of them, those that go on first. */
    public List<FigureDrop> all() {
        return list("order by case when endedAt is null then 0 else 1 end, madeAt desc");
    }

    List<FigureDrop> open() {
        return list("endedAt is null order by madeAt");
    }

    private static Map<String, ?> said(FigureDrop one) {
        return Map.of(
                "name",
                one.name(),
                "kind",
                one.kind().name(),
                "target",
                one.target(),
                "from",
                one.from().toString());
    }

    private String folder(String typed) {
        if (typed == null || !typed.matches("[a-z0-9][a-z0-9-]{0,62}")) {
            throw wrong("folder", "drop_wrong_folder");
        }
        if (count("folderKey", typed) > 0) {
            throw wrong("folder", "drop_folder_taken");
        }
        return typed;
    }

    private String address(String typed) {
        try {
            URI address = new URI(typed == null ? "" : typed.strip());
            boolean fit = OutsidePost.web(address)
                    && address.getRawUserInfo() == null
                    && address.getRawFragment() == null
                    && address.toString().length() <= LONGEST_ADDRESS
                    && address.toString().matches("[\\x21-\\x7e]+");
            if (!fit) {
                throw wrong("address", "drop_wrong_address");
            }
            if (!config.nearby() && OutsidePost.nearby(address)) {
                throw wrong("address", "drop_nearby_address");
            }
            return address.toString();
        } catch (URISyntaxException e) {
            throw wrong("address", "drop_wrong_address");
        } catch (UnknownHostException e) {
            throw wrong("address", "drop_unknown_host");
        }
    }

    private static String secret(String typed) {
        boolean fit = typed != null
                && typed.length() >= SHORTEST_SECRET
                && typed.length() <= LONGEST_SECRET
                && typed.matches("[\\x21-\\x7e]+");
        if (!fit) {
            throw wrong("secret", "drop_wrong_secret");
        }
        return typed;
    }

    static Problem wrong(String field, String key) {
        return Problem.of(ProblemType.INVALID_INPUT).field(field, new Phrase(key));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
