package io.lunbo.signoff;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.schedule.Sheet;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A draft that somebody sent back (退回) instead of signing it. Never changed, never taken back: the day is built again. */
@Entity
@Immutable
@Table(name = "sheet_returns")
public class SheetReturn {
    @Id
    @Column(name = "sheet_id")
    private UUID sheetId;

    private String sha256;

    @Column(name = "operator_id")
    private UUID operatorId;

    @Column(name = "operator_name")
    private String operatorName;

    @Column(name = "unit_name")
    private String unitName;

    private String reason;

    @Column(name = "returned_at")
    private Instant returnedAt;

    /** For Hibernate. */
    protected SheetReturn() {}

    SheetReturn(Sheet draft, String reason, Account by, Instant at) {
        this.sheetId = draft.id();
        this.sha256 = draft.sha256();
        this.operatorId = by.id();
        this.operatorName = by.name();
        this.unitName = by.unitName();
        this.reason = reason;
        this.returnedAt = at;
    }

    public UUID sheetId() {
        return sheetId;
    }

    public String operatorName() {
        return operatorName;
    }

    public String unitName() {
        return unitName;
    }

    public String reason() {
        return reason;
    }

    public Instant returnedAt() {
        return returnedAt;
    }
}
