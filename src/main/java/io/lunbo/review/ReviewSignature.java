package io.lunbo.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.chain.CheckAnswer;
import io.lunbo.review.LanguageCheck.Overrule;
import io.lunbo.web.WireTime;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.UuidGenerator;

/** One person's word on one stage (谁签字、谁负责): never changed, never taken back. */
@Entity
@Immutable
@Table(name = "review_signatures")
public class ReviewSignature {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What was decided. */
    public enum Decision {
        /** Go on. */
        APPROVE,
        /** Sent back. */
        REJECT
    }

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @JoinColumn(name = "review_id")
    private Review review;

    private int position;

    @Enumerated(EnumType.STRING)
    private Decision decision;

    @Column(name = "operator_id")
    private UUID operatorId;

    @Column(name = "operator_name")
    private String operatorName;

    @Column(name = "unit_name")
    private String unitName;

    @Column(name = "media_sha256")
    private String mediaSha256;

    @Column(name = "scope_sha256")
    private String scopeSha256;

    private String comment;

    @Column(name = "signed_at")
    private Instant signedAt;

    private String checks;

    @Column(name = "for_operator")
    private UUID forOperator;

    private String proof;

    private String overrules;

    /** For Hibernate. */
    protected ReviewSignature() {}

    ReviewSignature(Review review, Decision decision, Vote vote, Account by, UUID instead, Instant at) {
        this.review = review;
        this.position = vote.stage();
        this.decision = decision;
        this.comment = vote.said();
        this.checks = decision == Decision.APPROVE ? write(vote.checks()) : null;
        this.operatorId = by.id();
        this.operatorName = by.name();
        this.unitName = by.unitName();
        this.forOperator = instead;
        this.mediaSha256 = review.mediaSha256();
        this.scopeSha256 = review.scope().sha256();
        this.signedAt = at;
    }

    ReviewSignature overruling(List<Overrule> overruled) {
        this.overrules = overruled.isEmpty() ? null : Overrule.write(overruled);
        return this;
    }

    ReviewSignature proven(String jws) {
        this.proof = jws;
        return this;
    }

    /** Which stage, from 1. */
    public int position() {
        return position;
    }

    /** The stage's name. */
    public String stageName() {
        return review.plan().stage(position).name();
    }

    /** The checklist as it was answered. */
    public List<CheckAnswer> checks() {
        try {
            return checks == null ? List.of() : JSON.readValue(checks, new TypeReference<List<CheckAnswer>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored checklist cannot be read", e);
        }
    }

    /** The hits of the language lint that the person let stand. */
    public List<Overrule> overrules() {
        return overrules == null ? List.of() : Overrule.read(overrules);
    }

    /** Whose substitute signed; null where nobody was away. */
    public UUID forOperator() {
        return forOperator;
    }

    /** The decision as signed record (compact JWS). */
    public String proof() {
        return proof;
    }

    /** What the signed record says: no names and no words, they are no player's business, but what binds them. */
    Map<String, Object> decided() {
        Map<String, Object> decided = new TreeMap<>();
        ReviewScope scope = review.scope();
        decided.put("review", review.id().toString());
        decided.put("media", mediaSha256);
        decided.put("run", scope.runId().toString());
        decided.put("kinds", List.copyOf(scope.screenKinds()));
        decided.put("from", scope.from().toString());
        decided.put("until", scope.until().toString());
        decided.put("submitter", review.submitter().id().toString());
        decided.put("chain", review.chainSha256());
        decided.put("stages", review.plan().size());
        decided.put("stage", position);
        decided.put("decision", decision.name());
        decided.put("operator", operatorId.toString());
        decided.put("at", WireTime.format(signedAt));
        decided.put("checks", sha256(checks));
        decided.put("said", sha256(comment));
        if (forOperator != null) {
            decided.put("for", forOperator.toString());
        }
        if (overrules != null) {
            decided.put("overruled", sha256(overrules));
        }
        return decided;
    }

    private static String write(List<CheckAnswer> answers) {
        try {
            return JSON.writeValueAsString(answers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("answers are plain values", e);
        }
    }

    static String sha256(String text) {
        try {
            byte[] bytes = (text == null ? "" : text).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** What was decided. */
    public Decision decision() {
        return decision;
    }

    /** Whether it says yes. */
    public boolean approves() {
        return decision == Decision.APPROVE;
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

    /** What the person added; the reason of a rejection; may be null. */
    public String comment() {
        return comment;
    }

    /** When. */
    public Instant signedAt() {
        return signedAt;
    }

    boolean approves(String sha256, String scope) {
        return approves() && mediaSha256.equals(sha256) && scopeSha256.equals(scope);
    }
}
