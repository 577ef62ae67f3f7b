package io.lunbo.review;

import io.lunbo.access.Operator;
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
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.UuidGenerator;

/** One submission of one media for one run, on its way through the three stages. */
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

    @OneToMany(mappedBy = "review")
    @BatchSize(size = 100)
    @OrderBy("signedAt")
    private List<ReviewSignature> signatures = new ArrayList<>();

    /**
     * One stage of a review.
     *
     * @param stage which
     * @param signature what was signed, null where nobody has
     * @param next whether it is the one to be signed now
     */
    public record Step(ReviewStage stage, ReviewSignature signature, boolean next) {}

    /** For Hibernate. */
    protected Review() {}

    Review(Media media, ReviewScope scope, Operator submitter, Instant submittedAt) {
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

    /** The signature of a stage. */
    public Optional<ReviewSignature> signature(ReviewStage stage) {
        return signatures.stream()
                .filter(signature -> signature.stage() == stage)
                .findFirst();
    }

    /** The stage that has to be signed now; empty when it is over. */
    public Optional<ReviewStage> nextStage() {
        return state == ReviewState.OPEN
                ? EnumSet.allOf(ReviewStage.class).stream()
                        .filter(stage -> signature(stage).isEmpty())
                        .findFirst()
                : Optional.empty();
    }

    /** All three stages with what was signed, for those who look at it. */
    public List<Step> steps() {
        ReviewStage next = nextStage().orElse(null);
        return EnumSet.allOf(ReviewStage.class).stream()
                .map(stage -> new Step(stage, signature(stage).orElse(null), stage == next))
                .toList();
    }

    /** Whether that person signed a stage of it. */
    public boolean signedBy(UUID operatorId) {
        return signatures.stream().anyMatch(signature -> signature.operatorId().equals(operatorId));
    }

    ReviewSignature sign(ReviewSignature signature) {
        signatures.add(signature);
        if (!signature.approves()) {
            state = ReviewState.REJECTED;
        } else if (nextStage().isEmpty()) {
            state = ReviewState.APPROVED;
        }
        return signature;
    }

    /** Worked out from the signatures: three stages, three people, none of them the submitter, these bytes and scope. */
    Optional<Approval> approval() {
        ReviewScope scope = scope();
        String scopeSha256 = scope.sha256();
        Set<UUID> people = new HashSet<>();
        Set<ReviewStage> stages = EnumSet.noneOf(ReviewStage.class);
        for (ReviewSignature signature : signatures) {
            if (signature.approves(mediaSha256, scopeSha256)) {
                people.add(signature.operatorId());
                stages.add(signature.stage());
            }
        }
        int all = ReviewStage.values().length;
        boolean holds = state == ReviewState.APPROVED
                && mediaSha256.equals(media.sha256())
                && signatures.size() == all
                && stages.size() == all
                && people.size() == all
                && !people.contains(submitter.id());
        return holds
                ? Optional.of(new Approval(mediaSha256, runId, scope.screenKinds(), validFrom, validUntil))
                : Optional.empty();
    }
}
