package io.lunbo.drop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.drop.DropDay.Failure;
import io.lunbo.drop.FigureDrop.Kind;
import io.lunbo.inspect.Counts;
import io.lunbo.inspect.InspectResource.GroupBy;
import io.lunbo.inspect.InspectResource.Tallies;
import io.lunbo.inspect.Question;
import io.lunbo.outbound.OutsidePost;
import io.lunbo.tally.CatchingUp;
import io.lunbo.tally.TallyRepository;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Sends the figures of closed days, and sends them again when they are others; what fails is tried again later. */
@ApplicationScoped
public class DropDelivery {
    /** Of the JSON. */
    static final int FORMAT = 1;

    /** Somebody who does not answer so often is left alone until the next run. */
    private static final int FAILURES_IN_A_ROW = 3;

    private final FigureDrops drops;
    private final DropDays days;
    private final DropSecrets secrets;
    private final Counts counts;
    private final CatchingUp catchingUp;
    private final TallyRepository tallies;
    private final OutsidePost post;
    private final DropConfig config;
    private final ObjectMapper json;
    private final AuditTrail auditTrail;
    private final Clock clock;
    private final Landing landing;

    /**
     * What is sent.
     *
     * @param format of this JSON, 1
     * @param date the day, by each screen's calendar
     * @param edition from 1, one more each time that the figures of the day are others
     * @param sha256 of {@code figures} as they stand here: the same edition has the same
     * @param figures the day's counts by campaigns and screens, as {@code /api/v1/tallies} says them
     */
    public record DayDocument(int format, LocalDate date, int edition, String sha256, Tallies figures) {}

    DropDelivery(
            FigureDrops drops,
            DropDays days,
            DropSecrets secrets,
            Counts counts,
            CatchingUp catchingUp,
            TallyRepository tallies,
            OutsidePost post,
            DropConfig config,
            ObjectMapper json,
            AuditTrail auditTrail,
            Clock clock,
            Landing landing) {
        this.drops = drops;
        this.days = days;
        this.secrets = secrets;
        this.counts = counts;
        this.catchingUp = catchingUp;
        this.tallies = tallies;
        this.post = post;
        this.config = config;
        this.json = json;
        this.auditTrail = auditTrail;
        this.clock = clock;
        this.landing = landing;
    }

    /** Everything that is due by now. */
    @ActivateRequestContext
    public void run() {
        LocalDateTime local = LocalDateTime.ofInstant(clock.instant(), FigureDrops.ZONE);
        LocalDate closed = local.toLocalDate().minusDays(local.getHour() < config.fromHour() ? 2 : 1);
        LocalDate first = closed.minusDays(FigureDrops.MOST_DAYS);
        catchingUp.before(first, closed);
        Map<LocalDate, Instant> counted = tallies.countedAt(first, closed);
        for (FigureDrop drop : QuarkusTransaction.requiringNew().call(drops::open)) {
            run(drop, counted);
        }
    }

    private void run(FigureDrop drop, Map<LocalDate, Instant> counted) {
        Map<LocalDate, DropDay> known = QuarkusTransaction.requiringNew().call(() -> days.of(drop.id()));
        int failures = 0;
        for (Map.Entry<LocalDate, Instant> one : counted.entrySet()) {
            LocalDate date = one.getKey();
            DropDay day = known.get(date);
            boolean changed = day == null || day.olderThan(one.getValue());
            boolean due = changed || day.due(clock.instant());
            if (due && !date.isBefore(drop.from()) && failures < FAILURES_IN_A_ROW) {
                failures = deliver(drop, date, one.getValue()) ? 0 : failures + 1;
            }
        }
    }

    /** Whether nothing failed. */
    private boolean deliver(FigureDrop drop, LocalDate date, Instant counted) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Tallies said = figures(date);
        if (said.waitingDays() > 0) { // plays came that are not counted in yet: the next run will find them
            return true;
        }
        String sha256 = sha256(bytes(said));
        DropDay day = QuarkusTransaction.requiringNew().call(() -> {
            DropDay one = days.one(drop.id(), date).orElseGet(() -> new DropDay(drop.id(), date));
            one.figures(sha256, counted);
            days.persist(one);
            return one;
        });
        if (!day.due(now)) {
            return true;
        }
        byte[] body = bytes(new DayDocument(FORMAT, date, day.edition(), sha256, said));
        Failure failure = null;
        Integer status = null;
        try {
            status = drop.kind() == Kind.FOLDER ? write(drop, day, body) : post(drop, day, body, now);
            failure = status == null ? null : Failure.REFUSED;
        } catch (OutsidePost.NearbyException e) {
            failure = Failure.NEARBY;
        } catch (IOException e) {
            Log.warnf("The figures of %s wait for %s: %s", date, drop.name(), e.getMessage());
            failure = drop.kind() == Kind.FOLDER ? Failure.FOLDER : Failure.UNREACHABLE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        note(drop, day, failure, status, now);
        return failure == null;
    }

    private void note(FigureDrop drop, DropDay sent, Failure failure, Integer status, Instant now) {
        QuarkusTransaction.requiringNew().run(() -> {
            DropDay day = days.one(drop.id(), sent.date()).orElseThrow();
            if (failure != null) {
                day.failed(failure, status, now);
            } else {
                day.sent(now, landing.node(), landing.said(drop));
                auditTrail.record(null, "drop.send", "drop:" + drop.id(), Change.made(values(day)));
            }
        });
    }

    private static Map<String, Object> values(DropDay day) {
        Map<String, Object> values = new HashMap<>(Map.of(
                "date", day.date().toString(), "edition", day.edition(), "sha256", day.sha256(), "node", day.node()));
        if (day.folder() != null) {
            values.put("folder", day.folder());
        }
        return values;
    }

    private Tallies figures(LocalDate date) {
        Question.Asked asked = new Question.Asked();
        asked.from = date.toString();
        asked.until = date.toString();
        return counts.of(asked, List.of(GroupBy.CAMPAIGN, GroupBy.SCREEN));
    }

    /** Null: it is written. A file is there whole or not at all, and the same edition is the same file. */
    private Integer write(FigureDrop drop, DropDay day, byte[] body) throws IOException {
        Path into = Files.createDirectories(landing.folder(drop));
        Path file = into.resolve(day.date() + "." + day.edition() + ".json");
        Path written = Files.createTempFile(into, ".day", null);
        try {
            Files.write(written, body);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
        return null;
    }

    /** Null: it was taken; else the status of the answer. */
    private Integer post(FigureDrop drop, DropDay day, byte[] body, Instant now)
            throws IOException, InterruptedException {
        Map<String, String> headers = Map.of(
                "Idempotency-Key", key(drop.id(), day),
                "Lunbo-Timestamp", Long.toString(now.getEpochSecond()),
                "Lunbo-Signature", "sha256=" + secrets.sign(drop, now, body));
        OutsidePost.Answer answer = post.json(URI.create(drop.target()), headers, body, config.nearby());
        return answer.taken() ? null : answer.status();
    }

    private static String key(UUID drop, DropDay day) {
        return drop + "/" + day.date() + "/" + day.edition();
    }

    private byte[] bytes(Object value) {
        try {
            return json.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("figures are plain values", e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
