package io.lunbo.attest;

import io.lunbo.web.WireTime;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** A report as it was issued; never changed. */
@Entity
@Table(name = "issued_reports")
public class IssuedReport {
    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Column(name = "verify_code")
    private String verifyCode;

    private String title;

    @Column(name = "campaign_id")
    private UUID campaignId;

    @Column(name = "screen_id")
    private UUID screenId;

    @Column(name = "from_date")
    private LocalDate from;

    @Column(name = "until_date")
    private LocalDate until;

    private String figures;
    private String sha256;
    private String proof;

    @Column(name = "issued_by")
    private UUID issuedBy;

    @Column(name = "issued_by_name")
    private String issuedByName;

    @Column(name = "issued_at")
    private Instant issuedAt;

    /** For Hibernate. */
    protected IssuedReport() {}

    IssuedReport(String verifyCode, String title, UUID campaignId, UUID screenId, Figures figures) {
        this.verifyCode = verifyCode;
        this.title = title;
        this.campaignId = campaignId;
        this.screenId = screenId;
        this.from = LocalDate.parse(figures.from());
        this.until = LocalDate.parse(figures.until());
        this.figures = figures.canonical();
        this.sha256 = Figures.sha256(this.figures);
    }

    IssuedReport issuedBy(UUID operatorId, String name, Instant at) {
        this.issuedBy = operatorId;
        this.issuedByName = name;
        this.issuedAt = at;
        return this;
    }

    IssuedReport signed(String jws) {
        this.proof = jws;
        return this;
    }

    /** What the signature says. */
    Map<String, String> claims() {
        Map<String, String> claims = new TreeMap<>();
        claims.put("code", verifyCode);
        claims.put("title", title);
        claims.put("from", from.toString());
        claims.put("until", until.toString());
        claims.put("sha256", sha256);
        claims.put("issuedAt", WireTime.format(issuedAt));
        claims.put("issuedBy", issuedByName);
        return claims;
    }

    /** Whether the figures are still those that the hash is of. */
    boolean whole() {
        return Figures.sha256(figures).equals(sha256);
    }

    Figures figures() {
        return Figures.read(figures);
    }

    String figuresJson() {
        return figures;
    }

    /** The id. */
    public UUID id() {
        return id;
    }

    /** The code that stands on the paper. */
    public String verifyCode() {
        return verifyCode;
    }

    /** The same in groups of four. */
    public String readableCode() {
        return verifyCode.replaceAll("(.{4})(?!$)", "$1-");
    }

    /** What it is of. */
    public String title() {
        return title;
    }

    /** The first day. */
    public LocalDate from() {
        return from;
    }

    /** The last day. */
    public LocalDate until() {
        return until;
    }

    /** The hash of the figures. */
    public String sha256() {
        return sha256;
    }

    /** The signature: a compact JWS. */
    public String proof() {
        return proof;
    }

    /** Who issued it. */
    public String issuedByName() {
        return issuedByName;
    }

    /** When. */
    public Instant issuedAt() {
        return issuedAt;
    }
}
