package io.lunbo.signoff;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.schedule.Sheet;
import io.lunbo.web.WireTime;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.UuidGenerator;

/** One person's word on one draft: these bytes may be published. */
@Entity
@Immutable
@Table(name = "sheet_signatures")
public class SheetSignature {
    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Column(name = "sheet_id")
    private UUID sheetId;

    private int position;
    private String sha256;

    @Column(name = "operator_id")
    private UUID operatorId;

    @Column(name = "operator_name")
    private String operatorName;

    @Column(name = "unit_name")
    private String unitName;

    private String comment;

    @Column(name = "signed_at")
    private Instant signedAt;

    private String proof;

    /** For Hibernate. */
    protected SheetSignature() {}

    SheetSignature(Sheet draft, int position, String comment, Account by, Instant at) {
        this.sheetId = draft.id();
        this.position = position;
        this.sha256 = draft.sha256();
        this.operatorId = by.id();
        this.operatorName = by.name();
        this.unitName = by.unitName();
        this.comment = comment;
        this.signedAt = at;
    }

    SheetSignature proven(String jws) {
        this.proof = jws;
        return this;
    }

    /** What the signed record says. */
    Map<String, Object> said() {
        Map<String, Object> said = new TreeMap<>();
        said.put("what", "sheet-sign-off");
        said.put("sheet", sheetId.toString());
        said.put("sha256", sha256);
        said.put("position", position);
        said.put("operator", operatorId.toString());
        said.put("at", WireTime.format(signedAt));
        said.put("said", comment == null ? "" : comment);
        return said;
    }

    /** Which one, from 1. */
    public int position() {
        return position;
    }

    /** The hash of the draft that was signed. */
    public String sha256() {
        return sha256;
    }

    /** Who signed. */
    public UUID operatorId() {
        return operatorId;
    }

    /** The person's name on that day. */
    public String operatorName() {
        return operatorName;
    }

    /** The unit's name on that day. */
    public String unitName() {
        return unitName;
    }

    /** What the person added; may be null. */
    public String comment() {
        return comment;
    }

    /** When. */
    public Instant signedAt() {
        return signedAt;
    }

    /** The signed record (compact JWS). */
    public String proof() {
        return proof;
    }
}
