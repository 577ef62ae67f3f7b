package io.lunbo.schedule;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds sheets. */
@ApplicationScoped
public class SheetRepository implements PanacheRepositoryBase<Sheet, UUID> {
    /** The version of a day that counts: the newest published one. */
    public Optional<Sheet> published(UUID screenId, LocalDate date) {
        return find(
                        "screenId = ?1 and date = ?2 and state = ?3 order by version desc",
                        screenId,
                        date,
                        Sheet.State.PUBLISHED)
                .firstResultOptional();
    }

    /** For each day from {@code from} to {@code until}, both inclusive, the newest published version, in order. */
    public List<Sheet> published(UUID screenId, LocalDate from, LocalDate until) {
        return list("""
                from Sheet sheet where sheet.screenId = ?1 and sheet.date between ?2 and ?3 and sheet.state = ?4
                and sheet.version = (select max(s.version) from Sheet s
                  where s.screenId = ?1 and s.date = sheet.date and s.state = ?4)
                order by sheet.date""", screenId, from, until, Sheet.State.PUBLISHED);
    }

    /** A published sheet by its hash. */
    public Optional<Sheet> publishedBySha256(String sha256) {
        return find("sha256 = ?1 and state = ?2", sha256, Sheet.State.PUBLISHED).firstResultOptional();
    }

    /** The newest version of a day that still counts, draft or published. */
    public Optional<Sheet> newest(UUID screenId, LocalDate date) {
        return find(
                        "screenId = ?1 and date = ?2 and state <> ?3 order by version desc",
                        screenId,
                        date,
                        Sheet.State.DISCARDED)
                .firstResultOptional();
    }

    /** For each screen and day in the range the versions that still count, oldest first. */
    public List<Sheet> counting(LocalDate from, LocalDate until) {
        return list(
                "date between ?1 and ?2 and state <> ?3 order by date, version", from, until, Sheet.State.DISCARDED);
    }

    /** All versions of a day, newest first. */
    public List<Sheet> versions(UUID screenId, LocalDate date) {
        return list("screenId = ?1 and date = ?2 order by version desc", screenId, date);
    }

    List<Sheet> drafts(UUID screenId, LocalDate date) {
        // locked: one that is being published at this moment is none when it is our turn
        return find("screenId = ?1 and date = ?2 and state = ?3", screenId, date, Sheet.State.DRAFT)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** Lets nobody else write versions of a screen's days until the transaction ends. */
    void holdDays(UUID screenId) {
        getEntityManager()
                .createNativeQuery("select id from screens where id = :screen for update")
                .setParameter("screen", screenId)
                .getResultList();
    }

    int nextVersion(UUID screenId, LocalDate date) {
        return find("screenId = ?1 and date = ?2 order by version desc", screenId, date)
                        .firstResultOptional()
                        .map(Sheet::version)
                        .orElse(0)
                + 1;
    }
}
