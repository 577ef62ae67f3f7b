package io.lunbo.tally;

import io.lunbo.playarchive.PlayRetention;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.tally.DaySettling.Settled;
import io.lunbo.tally.TallyStorage.State;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Counts kept days again and compares: counts with plays, and plays with their hourly roll-up. */
@ApplicationScoped
public class Proving {
    private static final int EXAMPLES = 20;
    private static final String OLDEST = """
            select screen_id, date from screen_days where as_of is not null and (proved_at is null or proved_at < ?)
            order by proved_at, date desc, screen_id limit 500
            """;
    private static final String HOURS_THAT_DIFFER = """
            select hour, sum(raw) raw, sum(rolled) rolled from (
              select cast(date_format(started_at, '%Y-%m-%d %H:00:00') as datetime) hour, media_sha256, outcome,
                count(*) raw, sum(duration_ms) raw_ms, 0 rolled, 0 rolled_ms
              from plays where screen_id = ? and started_at >= ? and started_at < ? group by 1, 2, 3
              union all
              select hour, media_sha256, outcome, 0, 0, plays, duration_ms from play_hours
              where screen_id = ? and hour >= ? and hour < ?) both_of_them
            group by hour, media_sha256, outcome having sum(raw) <> sum(rolled) or sum(raw_ms) <> sum(rolled_ms)
            """;
    private static final String SPANS_THAT_DIFFER = """
            select count(*) from (
              select media_sha256, outcome, plays hours, 0 span from play_hours
              where screen_id = ? and hour >= ? and hour < ?
              union all
              select media_sha256, outcome, 0, plays from play_spans where screen_id = ? and span = ? and begins = ?) both_of_them
            group by media_sha256, outcome having sum(hours) <> sum(span) limit 1
            """;
    private static final String PROVED = "update screen_days set proved_at = ? where screen_id = ? and date = ?";
    private static final String KEEP = """
            insert into tally_proofs (id, began_at, ended_at, days, plays, days_wrong, hours_wrong, examples)
            values (uuid(), ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String NEWEST = """
            select began_at, ended_at, days, plays, days_wrong, hours_wrong, examples from tally_proofs
            order by began_at desc limit ?
            """;

    private final TallyStorage storage;
    private final DaySettling settling;
    private final DayMarks marks;
    private final ScreenRepository screens;
    private final PlayRetention retention;
    private final Clock clock;

    /**
     * What a nightly proof found.
     *
     * @param beganAt when it began
     * @param endedAt when it ended
     * @param days how many screen-days it counted again
     * @param plays how many plays it read for that
     * @param daysWrong how many of them were counted otherwise
     * @param hoursWrong in how many hours of screens the roll-up was not what the plays say, and in how many of their days
     *     and months (of UTC) not what the hours say
     * @param examples the first of them, a line each
     */
    public record Proof(
            Instant beganAt, Instant endedAt, int days, long plays, int daysWrong, int hoursWrong, String examples) {
        /** Whether everything agreed. */
        public boolean clean() {
            return daysWrong == 0 && hoursWrong == 0;
        }
    }

    private static final class Findings {
        private int days;
        private long plays;
        private int daysWrong;
        private int hoursWrong;
        private final List<String> examples = new ArrayList<>();

        private void example(String line) {
            if (examples.size() < EXAMPLES) {
                examples.add(line);
            }
        }
    }

    Proving(
            TallyStorage storage,
            DaySettling settling,
            DayMarks marks,
            ScreenRepository screens,
            PlayRetention retention,
            Clock clock) {
        this.retention = retention;
        this.storage = storage;
        this.settling = settling;
        this.marks = marks;
        this.screens = screens;
        this.clock = clock;
    }

    /** Goes through the days that were not looked at for the longest time, and keeps what it found. */
    public Proof run(Duration most) {
        Instant began = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        long deadline = System.nanoTime() + most.toNanos();
        Findings findings = new Findings();
        List<TallyRepository.Waiting> some;
        do {
            some = QuarkusTransaction.requiringNew().call(() -> oldest(began));
            for (TallyRepository.Waiting one : some) {
                if (System.nanoTime() < deadline) {
                    QuarkusTransaction.requiringNew().run(() -> prove(one, began, findings));
                }
            }
        } while (!some.isEmpty() && System.nanoTime() < deadline);
        Proof proof = new Proof(
                began,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                findings.days,
                findings.plays,
                findings.daysWrong,
                findings.hoursWrong,
                String.join("\n", findings.examples));
        QuarkusTransaction.requiringNew().run(() -> keep(proof));
        return proof;
    }

    /** One screen-day; gives whether its counts and its hours are right. */
    public boolean proves(Screen screen, LocalDate date) {
        Findings findings = new Findings();
        QuarkusTransaction.requiringNew()
                .run(() -> prove(new TallyRepository.Waiting(screen.id(), date), clock.instant(), findings));
        return findings.daysWrong == 0 && findings.hoursWrong == 0;
    }

    /** The newest proofs, at most so many. */
    public List<Proof> newest(int atMost) {
        return storage.with(connection -> {
            try (PreparedStatement select = connection.prepareStatement(NEWEST)) {
                select.setInt(1, atMost);
                List<Proof> proofs = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        proofs.add(new Proof(
                                TallyColumns.instant(row, "began_at"),
                                TallyColumns.instant(row, "ended_at"),
                                row.getInt("days"),
                                row.getLong("plays"),
                                row.getInt("days_wrong"),
                                row.getInt("hours_wrong"),
                                row.getString("examples")));
                    }
                }
                return proofs;
            }
        });
    }

    private void prove(TallyRepository.Waiting one, Instant began, Findings findings) {
        Optional<Screen> known = screens.findByIdOptional(one.screen());
        State state = storage.state(one.screen(), one.date());
        if (known.isPresent() && state != null && !state.stale(began)) {
            Settled again = settling.judged(known.get(), one.date(), state.asOf());
            findings.days++;
            findings.plays += again.facts().logs().size();
            if (!DaySettling.tallies(again).equals(storage.kept(one.screen(), one.date()))
                    || !storage.sumsHold(one.screen(), one.date())) {
                findings.daysWrong++;
                String line = known.get().code() + " " + one.date() + ": counts";
                findings.example(line);
                Log.errorf("The nightly proof counted otherwise: %s", line);
                marks.mark(one.screen(), List.of(one.date()));
            }
            proveHours(known.get(), one.date(), again, findings);
            proveSpans(known.get(), again, findings);
        }
        proved(one, began);
    }

    private void proveHours(Screen screen, LocalDate date, Settled day, Findings findings) {
        if (day.from().isBefore(retention.archivedBefore(clock.instant()))) {
            return; // the rows are in the archive; the tallies were compared with them above
        }
        Instant from = day.from().truncatedTo(ChronoUnit.HOURS);
        Instant until = day.until().truncatedTo(ChronoUnit.HOURS);
        storage.with(connection -> {
            try (PreparedStatement select = connection.prepareStatement(HOURS_THAT_DIFFER)) {
                for (int i = 0; i < 2; i++) {
                    select.setString(3 * i + 1, screen.id().toString());
                    select.setObject(3 * i + 2, TallyColumns.utc(from));
                    select.setObject(3 * i + 3, TallyColumns.utc(until));
                }
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        findings.hoursWrong++;
                        String line = screen.code() + " " + date + " " + row.getString("hour") + " UTC: plays "
                                + row.getLong("raw") + ", roll-up " + row.getLong("rolled");
                        findings.example(line);
                        Log.errorf("The nightly proof found a roll-up that is wrong: %s", line);
                    }
                }
                return null;
            }
        });
    }

    /** The days of UTC that the day touches, and their months, are what their hours say. */
    private void proveSpans(Screen screen, Settled day, Findings findings) {
        LocalDate first = LocalDate.ofInstant(day.from(), ZoneOffset.UTC);
        LocalDate last = LocalDate.ofInstant(day.until().minusMillis(1), ZoneOffset.UTC);
        first.datesUntil(last.plusDays(1)).forEach(date -> proveSpan(screen, "DAY", date, date.plusDays(1), findings));
        first.datesUntil(last.plusDays(1))
                .map(date -> date.withDayOfMonth(1))
                .distinct()
                .forEach(month -> proveSpan(screen, "MONTH", month, month.plusMonths(1), findings));
    }

    private void proveSpan(Screen screen, String span, LocalDate begins, LocalDate end, Findings findings) {
        boolean differs = storage.with(connection -> {
            try (PreparedStatement select = connection.prepareStatement(SPANS_THAT_DIFFER)) {
                select.setString(1, screen.id().toString());
                select.setObject(2, begins.atStartOfDay());
                select.setObject(3, end.atStartOfDay());
                select.setString(4, screen.id().toString());
                select.setString(5, span);
                select.setObject(6, begins);
                try (ResultSet row = select.executeQuery()) {
                    return row.next();
                }
            }
        });
        if (differs) {
            findings.hoursWrong++;
            String line = screen.code() + " " + span + " " + begins + " UTC: not what its hours say";
            findings.example(line);
            Log.errorf("The nightly proof found a roll-up that is wrong: %s", line);
        }
    }

    private List<TallyRepository.Waiting> oldest(Instant before) {
        return storage.with(connection -> {
            try (PreparedStatement select = connection.prepareStatement(OLDEST)) {
                select.setObject(1, TallyColumns.utc(before));
                List<TallyRepository.Waiting> found = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        found.add(new TallyRepository.Waiting(
                                UUID.fromString(row.getString(1)), row.getObject(2, LocalDate.class)));
                    }
                }
                return found;
            }
        });
    }

    private void proved(TallyRepository.Waiting one, Instant at) {
        storage.with(connection -> {
            try (PreparedStatement update = connection.prepareStatement(PROVED)) {
                update.setObject(1, TallyColumns.utc(at));
                update.setString(2, one.screen().toString());
                update.setObject(3, one.date());
                return update.executeUpdate();
            }
        });
    }

    private void keep(Proof proof) {
        storage.with(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(KEEP)) {
                insert.setObject(1, TallyColumns.utc(proof.beganAt()));
                insert.setObject(2, TallyColumns.utc(proof.endedAt()));
                insert.setInt(3, proof.days());
                insert.setLong(4, proof.plays());
                insert.setInt(5, proof.daysWrong());
                insert.setInt(6, proof.hoursWrong());
                insert.setString(7, proof.examples());
                return insert.executeUpdate();
            }
        });
    }
}
