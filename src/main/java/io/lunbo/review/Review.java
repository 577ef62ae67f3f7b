package io.lunbo.review;

import io.lunbo.access.Operator;
import io.lunbo.chain.ChainStage;
import io.lunbo.chain.StagePlan;
import io.lunbo.media.Media;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.UuidGenerator;

/** One submission of one media for one run, on its way through the stages of its chain. */
@Entity
@Table(name = "reviews")
public class Review {
    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @ManyToOne(optional = false)
    @JoinColumn(name = "media_id")
    private Media media;

    @Column(name = "media_sha256")
    private String mediaSha256;

    @Column(name = "run_id")
    private UUID runId;

    @Column(name = "run_name")
    private String runName;

    @Column(name = "screen_kinds")
    private String screenKinds;

    @Column(name = "valid_from")
    private LocalDate validFrom;

    @Column(name = "valid_until")
    private LocalDate validUntil;

    @ManyToOne(optional = false)
    @JoinColumn(name = "submitted_by")
    private Operator submitter;

    @Column(name = "submitted_at")
    private Instant submittedAt;

    @Enumerated(EnumType.STRING)
    private ReviewState state;

    @Version
    private int version;

    private String chain;

    @Column(name = "follows_id")
    private UUID followsId;

    @Column(name = "waiting_since")
    private Instant waitingSince;

    @Column(name = "due_at")
    private Instant dueAt;

    @Column(name = "noticed_at")
    private Instant noticedAt;

    @Column(name = "verify_code")
    private String verifyCode;

    @Column(name = "withdrawn_by")
    private UUID withdrawnBy;

    @Column(name = "withdrawn_name")
    private String withdrawnName;

    @Column(name = "withdrawn_at")
    private Instant withdrawnAt;

    @Column(name = "withdrawn_reason")
    private String withdrawnReason;

    @Column(name = "withdrawn_proof")
    private String withdrawnProof;

    @OneToMany(mappedBy = "review")
    @BatchSize(size = 100)
    @OrderBy("signedAt")
    private List<ReviewSignature> signatures = new ArrayList<>();

    /**
     * One stage of a review.
     *
     * @param position which, from 1
     * @param stage what it asks for
     * @param signature what was signed, null where nobody has
     * @param next whether it is the one to be signed now
     */
    public record Step(int position, ChainStage stage, ReviewSignature signature, boolean next) {}

    /**
     * An approval that was taken back.
     *
     * @param name who did, by the name of that day
     * @param at when
     * @param proof the same as signed record (compact JWS); null where it was taken back before there were any
     */
    public record Withdrawal(String name, Instant at, String reason, String proof) {}

    /** For Hibernate. */
    protected Review() {}

    Review(Media media, ReviewScope scope, StagePlan plan, Operator submitter, Instant submittedAt) {
        this.media = media;
        this.mediaSha256 = media.sha256();
        this.runId = scope.runId();
        this.runName = scope.runName();
        this.screenKinds = scope.kinds();
        this.validFrom = scope.from();
        this.validUntil = scope.until();
        this.submitter = submitter;
        this.submittedAt = submittedAt;
        this.state = ReviewState.OPEN;
        this.chain = plan.json();
        waitFrom(submittedAt);
    }

    Review following(UUID returnedId) {
        this.followsId = returnedId;
        return this;
    }

    /** The review's id. */
    public UUID id() {
        return id;
    }

    /** What is reviewed. */
    public Media media() {
        return media;
    }

    /** The bytes that it is about. */
    public String mediaSha256() {
        return mediaSha256;
    }

    /** What it is for. */
    public ReviewScope scope() {
        return new ReviewScope(runId, runName, Set.of(screenKinds.split(",")), validFrom, validUntil);
    }

    /** Who asked for it. */
    public Operator submitter() {
        return submitter;
    }

    /** When it was asked for. */
    public Instant submittedAt() {
        return submittedAt;
    }

    /** How it stands, for lists; leave to show is what {@link Approvals} says. */
    public ReviewState state() {
        return state;
    }

    /** What was signed so far, in order. */
    public List<ReviewSignature> signatures() {
        return List.copyOf(signatures);
    }

    /** The chain that it has to pass: the one that was in force when it began. */
    public StagePlan plan() {
        return chain == null ? StagePlan.before() : StagePlan.read(chain);
    }

    /** The signature of a stage. */
    public Optional<ReviewSignature> signature(int position) {
        return signatures.stream()
                .filter(signature -> signature.position() == position)
                .findFirst();
    }

    /** The stage that has to be signed now, from 1; empty when it is over. */
    public Optional<Integer> nextStage() {
        return state == ReviewState.OPEN ? firstUnsigned() : Optional.empty();
    }

    private Optional<Integer> firstUnsigned() {
        return IntStream.rangeClosed(1, plan().size())
                .filter(position -> signature(position).isEmpty())
                .boxed()
                .findFirst();
    }

    /** All stages with what was signed, for those who look at it. */
    public List<Step> steps() {
        int next = nextStage().orElse(0);
        StagePlan plan = plan();
        return IntStream.rangeClosed(1, plan.size())
                .mapToObj(position -> new Step(
                        position, plan.stage(position), signature(position).orElse(null), position == next))
                .toList();
    }

    /** Whether that person signed a stage of it. */
    public boolean signedBy(UUID operatorId) {
        return signatures.stream().anyMatch(signature -> signature.operatorId().equals(operatorId));
    }

    /** The returned review that this one answers; null where it is the first. */
    public UUID followsId() {
        return followsId;
    }

    /** Since when the next stage waits; null where nothing waits. */
    public Instant waitingSince() {
        return waitingSince;
    }

    /** Until when the next stage should be signed; null where there is no limit or nothing waits. */
    public Instant dueAt() {
        return dueAt;
    }

    /** Whether the reviewers were told that the next stage is overdue. */
    public boolean noticed() {
        return noticedAt != null;
    }

    /** Notes that they were told. */
    public void notice(Instant at) {
        this.noticedAt = at;
    }

    /** By what anybody can ask whether the printed form is true; null until it is approved. */
    public String verifyCode() {
        return verifyCode;
    }

    /** That it was taken back; null where it was not. */
    public Withdrawal withdrawal() {
        return withdrawnAt == null ? null : new Withdrawal(withdrawnName, withdrawnAt, withdrawnReason, withdrawnProof);
    }

    private void waitFrom(Instant at) {
        Integer hours = firstUnsigned().map(next -> plan().stage(next).hours()).orElse(null);
        this.waitingSince = at;
        this.dueAt = hours == null ? null : at.plusSeconds(hours * 3600L);
        this.noticedAt = null;
    }

    ReviewSignature sign(ReviewSignature signature, String codeWhenApproved) {
        signatures.add(signature);
        if (signature.approves() && firstUnsigned().isPresent()) {
            waitFrom(signature.signedAt());
            return signature;
        }
        state = signature.approves() ? ReviewState.APPROVED : ReviewState.REJECTED;
        verifyCode = signature.approves() ? codeWhenApproved : null;
        waitingSince = null;
        dueAt = null;
        return signature;
    }

    void withdraw(UUID operatorId, String name, String reason, Instant at, String proof) {
        this.withdrawnProof = proof;
        this.state = ReviewState.WITHDRAWN;
        this.withdrawnBy = operatorId;
        this.withdrawnName = name;
        this.withdrawnReason = reason;
        this.withdrawnAt = at;
    }

    /** The name of the chain that it has to pass. */
    String chainSha256() {
        return StagePlan.sha256(String.valueOf(chain));
    }
}
