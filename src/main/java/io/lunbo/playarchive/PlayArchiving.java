package io.lunbo.playarchive;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Moves months of plays out of their table into files, and back for a while.
 *
 * <p>Each step leaves something whole behind: first the file is written and read back, then it is listed, then rows are deleted.
 * Whoever is killed in between is followed by one who goes on there.
 */
@ApplicationScoped
public class PlayArchiving {
    /** For how long a month that was put back stays. */
    public static final Duration RESTORED_FOR = Duration.ofDays(30);

    private static final Duration CHECKED_EVERY = Duration.ofDays(30);
    private static final int CHECKED_AT_ONCE = 500;
    private static final int ROWS_AT_ONCE = 1_000;

    private final PlayRows rows;
    private final PlayArchiveRepository archives;
    private final ArchiveFolder folder;
    private final PlayRetention retention;
    private final ScreenRepository screens;
    private final AuditTrail auditTrail;
    private final Clock clock;

    /** What one night did. */
    public record Round(int archived, int emptied, int checked, int faults) {}

    PlayArchiving(
            PlayRows rows,
            PlayArchiveRepository archives,
            ArchiveFolder folder,
            PlayRetention retention,
            ScreenRepository screens,
            AuditTrail auditTrail,
            Clock clock) {
        this.rows = rows;
        this.archives = archives;
        this.folder = folder;
        this.retention = retention;
        this.screens = screens;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /** Archives what is due, deletes what is archived, and compares some files with their hashes. */
    public Round run() throws IOException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        int archived = 0;
        YearMonth kept = YearMonth.from(retention.archivedBefore(now).atOffset(ZoneOffset.UTC));
        for (UUID screenId : QuarkusTransaction.requiringNew().call(rows::screens)) {
            Instant oldest = QuarkusTransaction.requiringNew().call(() -> rows.oldest(screenId));
            if (oldest != null) {
                YearMonth month = YearMonth.from(oldest.atOffset(ZoneOffset.UTC));
                for (; month.isBefore(kept); month = month.plusMonths(1)) {
                    archived += archive(screenId, month, now) ? 1 : 0;
                }
            }
        }
        int emptied = 0;
        for (PlayArchive one : QuarkusTransaction.requiringNew().call(() -> archives.toEmpty(now))) {
            emptied += empty(one, now) ? 1 : 0;
        }
        folder.index(QuarkusTransaction.requiringNew()
                .call(() -> archives.list("order by file").stream()
                        .map(PlayArchive::written)
                        .toList()));
        return check(now, archived, emptied);
    }

    private boolean archive(UUID screenId, YearMonth month, Instant now) throws IOException {
        boolean known = QuarkusTransaction.requiringNew()
                .call(() -> archives.of(screenId, month.toString()).isPresent());
        int plays = known ? 0 : QuarkusTransaction.requiringNew().call(() -> rows.count(screenId, month));
        if (plays == 0) {
            return false;
        }
        Screen screen = QuarkusTransaction.requiringNew().call(() -> screens.findById(screenId));
        String code = screen == null ? screenId.toString() : screen.code();
        ArchiveFolder.Written written = folder.write(
                ArchiveFolder.head(code, screen == null ? "" : screen.name(), month.toString()),
                play -> QuarkusTransaction.requiringNew().run(() -> rows.each(screenId, month, play)));
        QuarkusTransaction.requiringNew().run(() -> {
            archives.persist(new PlayArchive(screenId, month.toString(), written, now));
            auditTrail.record(
                    null,
                    "plays.archive",
                    "screen:" + code,
                    Change.made(
                            Map.of("month", month.toString(), "plays", written.plays(), "sha256", written.sha256())));
        });
        return true;
    }

    /** Deletes the rows of an archive, if its file is whole and holds as many plays as the table. */
    private boolean empty(PlayArchive archive, Instant now) throws IOException {
        YearMonth month = YearMonth.parse(archive.month());
        PlayArchive.Fault fault = compare(archive);
        int inTable = QuarkusTransaction.requiringNew().call(() -> rows.count(archive.screenId(), month));
        // Fewer are there when an earlier night was stopped in the middle; more are in no file.
        if (fault != null || inTable > archive.plays()) {
            Log.errorf(
                    "The plays of %s stay in the database: %d rows, %d in the archive, fault %s",
                    archive.file(), inTable, archive.plays(), fault);
            return false;
        }
        int deleted = 0;
        int some;
        do {
            some = QuarkusTransaction.requiringNew().call(() -> rows.deleteSome(archive.screenId(), month));
            deleted += some;
        } while (some > 0);
        int gone = deleted;
        QuarkusTransaction.requiringNew().run(() -> {
            archives.findById(archive.id()).emptied(now);
            auditTrail.record(
                    null,
                    "plays.empty",
                    "archive:" + archive.file(),
                    Change.removed(Map.of("plays", gone, "sha256", archive.sha256())));
        });
        return true;
    }

    private Round check(Instant now, int archived, int emptied) throws IOException {
        List<PlayArchive> due = QuarkusTransaction.requiringNew()
                .call(() -> archives.toCheck(now.minus(CHECKED_EVERY), CHECKED_AT_ONCE));
        int faults = 0;
        for (PlayArchive one : due) {
            PlayArchive.Fault found = compare(one);
            faults += found == null ? 0 : 1;
            QuarkusTransaction.requiringNew()
                    .run(() -> archives.findById(one.id()).checked(found, now));
        }
        return new Round(archived, emptied, due.size(), faults);
    }

    /** What is wrong with a file; null: nothing. */
    private PlayArchive.Fault compare(PlayArchive archive) throws IOException {
        if (!Files.exists(folder.path(archive.file()))) {
            return PlayArchive.Fault.MISSING;
        }
        String sha256 = folder.hash(archive.file());
        return sha256.equals(archive.sha256()) ? null : PlayArchive.Fault.CHANGED;
    }

    /** Puts a month back into the table of plays for thirty days. 409 where its file is not what was written. */
    public PlayArchive restore(UUID id, Account actor) throws IOException {
        PlayArchive archive = QuarkusTransaction.requiringNew()
                .call(() -> archives.findByIdOptional(id))
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        if (compare(archive) != null) {
            throw Problem.of(ProblemType.ARCHIVE_DAMAGED);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant until = now.plus(RESTORED_FOR);
        // First the promise, then the rows: who is killed in between leaves rows that are deleted when it is over.
        QuarkusTransaction.requiringNew().run(() -> {
            archives.findById(id).restoredUntil(until);
            auditTrail.record(
                    actor.id(),
                    "plays.restore",
                    "archive:" + archive.file(),
                    Change.made(Map.of("plays", archive.plays(), "until", until.toString())));
        });
        List<ArchivedPlay> some = new ArrayList<>(ROWS_AT_ONCE);
        folder.read(folder.path(archive.file()), play -> {
            some.add(play);
            if (some.size() == ROWS_AT_ONCE) {
                insert(archive.screenId(), some);
            }
        });
        insert(archive.screenId(), some);
        return QuarkusTransaction.requiringNew().call(() -> archives.findById(id));
    }

    private void insert(UUID screenId, List<ArchivedPlay> some) {
        QuarkusTransaction.requiringNew().run(() -> rows.insert(screenId, some));
        some.clear();
    }
}
