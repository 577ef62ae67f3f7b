package io.lunbo.signoff;

import io.lunbo.schedule.Sheet;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Finds signatures on sheets, and drafts that wait for them. */
@ApplicationScoped
public class SheetSignatureRepository implements PanacheRepositoryBase<SheetSignature, UUID> {
    /** A draft that waits for a signature. */
    public record Waiting(
            UUID sheet,
            String screen,
            String screenName,
            LocalDate date,
            int version,
            String sha256,
            int plays,
            long idleMs,
            String builtBy,
            Instant builtAt,
            int needed,
            long signed) {}

    /** The signatures on a version, in order. */
    public List<SheetSignature> of(UUID sheetId) {
        return list("sheetId = ?1 order by position", sheetId);
    }

    /** The drafts from that day on that wait for this person's signature, soonest first. */
    List<Waiting> waitingFor(UUID operatorId, LocalDate from, int most) {
        return getEntityManager()
                .createQuery("""
                        select new io.lunbo.signoff.SheetSignatureRepository$Waiting(sheet.id, screen.code, screen.name,
                          sheet.date, sheet.version, sheet.sha256, sheet.playCount, sheet.idleMs, builder.name, sheet.builtAt,
                          rules.signatures, (select count(s) from SheetSignature s where s.sheetId = sheet.id))
                        from Sheet sheet, Screen screen, SheetRules rules, Operator builder
                        where screen.id = sheet.screenId and rules.unitId = screen.unit.id and builder.id = sheet.builtBy
                          and sheet.state = :draft and sheet.date >= :from and sheet.builtBy <> :person
                          and rules.signatures > (select count(s) from SheetSignature s where s.sheetId = sheet.id)
                          and not exists (select r.sheetId from SheetReturn r where r.sheetId = sheet.id)
                          and not exists (select s.id from SheetSignature s
                            where s.sheetId = sheet.id and s.operatorId = :person)
                        order by sheet.date, screen.name""", Waiting.class)
                .setParameter("draft", Sheet.State.DRAFT)
                .setParameter("from", from)
                .setParameter("person", operatorId)
                .setMaxResults(most)
                .getResultList();
    }
}
