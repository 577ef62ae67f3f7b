package io.lunbo.spotcheck;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.spotcheck.SpotCheckRepository.Progress;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.Texts.Phrase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Orders rounds and enters what was found. */
@ApplicationScoped
public class SpotChecks {
    static final int MOST_DAYS = 62;
    static final int MOST_SCREENS = 500;
    private static final int MOST_TITLE = 100;
    private static final int MOST_REMARK = 500;
    private static final String PLAIN = "[^\\p{Cs}\\u0000-\\u0008]*";

    private final SpotCheckRepository checks;
    private final ScreenRepository screens;
    private final EntityManager entities;
    private final AuditTrail auditTrail;
    private final Clock clock;

    /**
     * A round that somebody wants.
     *
     * @param count how many screens
     * @param group a group's code, or null for all
     * @param unit a unit's code, or null for all
     */
    public record Wanted(String title, LocalDate from, LocalDate until, int count, String group, String unit) {}

    /**
     * What somebody found.
     *
     * @param entries how many entries of the stop the person had seen: somebody else may have been there in the meantime
     * @param photo null where there is none; then the remark says why
     */
    public record Found(Finding finding, String remark, UUID photo, int entries) {}

    SpotChecks(
            SpotCheckRepository checks,
            ScreenRepository screens,
            EntityManager entities,
            AuditTrail auditTrail,
            Clock clock) {
        this.checks = checks;
        this.screens = screens;
        this.entities = entities;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /** Orders one and draws its screens; 422 where the days or the number cannot be, or no screen is in use there. */
    @Transactional
    public SpotCheck order(Wanted wanted, Account actor) {
        String title = wanted.title() == null ? "" : wanted.title().strip();
        if (title.isEmpty() || title.length() > MOST_TITLE || !title.matches(PLAIN)) {
            throw wrong("title", "spotcheck_wrong_title");
        }
        Instant now = now();
        Map<String, Screen> candidates = screens.inUse().stream()
                .filter(one -> wanted.group() == null || one.isIn(wanted.group()))
                .filter(one -> wanted.unit() == null || one.unit().code().equals(wanted.unit()))
                .collect(Collectors.toMap(Screen::code, Function.identity()));
        ZoneId zone = candidates.values().stream()
                .min((one, other) -> one.code().compareTo(other.code()))
                .map(Screen::timeZone)
                .orElseThrow(SpotChecks::refused);
        refuseOdd(wanted, LocalDate.ofInstant(now, zone));
        List<String> codes = candidates.keySet().stream().sorted().toList();
        String seed = Drawing.seed();
        SpotCheck check = new SpotCheck(title, wanted.from(), wanted.until(), zone)
                .drawn(seed, codes, wanted.count(), wanted.group(), wanted.unit())
                .orderedBy(actor.id(), actor.name(), now);
        checks.persist(check);
        List<String> drawn = Drawing.draw(seed, codes, wanted.count());
        for (int i = 0; i < drawn.size(); i++) {
            entities.persist(
                    new Stop(check.id(), i + 1, candidates.get(drawn.get(i)).id()));
        }
        auditTrail.record(
                actor.id(),
                "spot-check.order",
                "spot-check:" + check.id(),
                Change.made(Map.of("title", title, "seed", seed, "candidates", codes.size(), "drawn", drawn)));
        return check;
    }

    private static void refuseOdd(Wanted wanted, LocalDate today) {
        if (wanted.from() == null
                || wanted.until() == null
                || wanted.until().isBefore(wanted.from())
                || wanted.until().isBefore(today)
                || wanted.until().isAfter(wanted.from().plusDays(MOST_DAYS - 1))
                || wanted.from().isAfter(today.plusYears(1))
                || wanted.count() < 1
                || wanted.count() > MOST_SCREENS) {
            throw refused();
        }
    }

    private static Problem refused() {
        return Problem.of(ProblemType.SPOT_CHECK_WRONG, MOST_DAYS, MOST_SCREENS);
    }

    /** Refuses where a round takes no entries, before anybody's photo is taken in for it. */
    @Transactional
    public void admit(UUID checkId, UUID stopId) {
        openStop(checks.findByIdOptional(checkId).orElseThrow(SpotChecks::unknown), stopId);
    }

    /** Enters what was found; 409 where the round is over, has not begun, or somebody else was faster. */
    @Transactional
    public Entry enter(UUID checkId, UUID stopId, Found found, Account actor) {
        String remark = remark(found.finding(), found.remark(), found.photo() != null);
        SpotCheck check = checks.held(checkId).orElseThrow(SpotChecks::unknown);
        Stop stop = openStop(check, stopId);
        List<Entry> before = checks.entries(checkId).getOrDefault(stopId, List.of());
        if (before.size() != found.entries()) {
            throw Problem.of(ProblemType.CONFLICT);
        }
        Entry entry = new Entry(stopId, before.size() + 1, found.finding(), remark, found.photo())
                .enteredBy(actor.id(), actor.name(), now());
        entities.persist(entry);
        auditTrail.record(
                actor.id(),
                before.isEmpty() ? "spot-check.enter" : "spot-check.correct",
                "screen:" + screens.findById(stop.screenId()).code(),
                Change.made(Map.of(
                        "spotCheck", checkId.toString(),
                        "result", found.finding().name(),
                        "remark", remark,
                        "photo", String.valueOf(found.photo()))));
        return entry;
    }

    /** What was typed, and whether it is enough: a finding needs a photo, or words for why there is none. */
    static String remark(Finding finding, String typed, boolean photo) {
        if (finding == null) {
            throw wrong("finding", "spotcheck_wrong_finding");
        }
        String remark = typed == null ? "" : typed.strip();
        if (remark.length() > MOST_REMARK || !remark.matches(PLAIN) || !photo && remark.isEmpty()) {
            throw wrong("remark", "spotcheck_wrong_remark");
        }
        return remark;
    }

    private Stop openStop(SpotCheck check, UUID stopId) {
        Stop stop = checks.stop(stopId)
                .filter(one -> one.checkId().equals(check.id()))
                .orElseThrow(SpotChecks::unknown);
        Instant now = now();
        Progress progress = checks.progress(check, now);
        if (progress.closed() || now.isBefore(check.fromAt())) {
            throw Problem.of(ProblemType.SPOT_CHECK_OVER);
        }
        return stop;
    }

    static Problem wrong(String field, String key) {
        return Problem.of(ProblemType.INVALID_INPUT).field(field, new Phrase(key));
    }

    private static Problem unknown() {
        return Problem.of(ProblemType.NOT_FOUND);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
