package io.lunbo.review;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.chain.ChainStage;
import io.lunbo.chain.CheckAnswer;
import io.lunbo.media.MediaKind;
import io.lunbo.proof.ReviewerKeys;
import io.lunbo.proof.ReviewerKeys.Signer;
import io.lunbo.review.LanguageCheck.Overrule;
import io.lunbo.review.ReviewSignature.Decision;
import io.lunbo.review.Vote.Overruling;
import io.lunbo.watch.PlayedRanges.Range;
import io.lunbo.watch.Watch;
import io.lunbo.watch.Watching;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** The reviews as JSON. */
@Path("/api/v1/reviews")
@Authenticated
@Tag(name = "reviews")
public class ReviewResource {
    private static final int PAGE = 100;

    private final ReviewRepository reviews;
    private final ReviewChain chain;
    private final ReviewWithdrawal withdrawal;
    private final ReviewerKeys keys;
    private final Watching watching;
    private final CurrentOperator operator;
    private final Clock clock;

    /**
     * One reviewer's word.
     *
     * @param stage which stage, from 1
     * @param sha256 of the bytes that the reviewer looked at
     * @param checks with APPROVE: an answer to every question of the stage
     * @param comment optional with APPROVE, the reason with REJECT
     * @param password opens the reviewer's signing key; not needed where the unit's decisions are signed by the service
     * @param overrules with APPROVE: why each open hit of the language lint may stand
     */
    public record DecisionBody(
            @NotNull @Min(1) @Max(5) Integer stage,
            @NotNull Decision decision,
            @NotNull @Pattern(regexp = "[0-9a-f]{64}") String sha256,
            @Size(max = 30) List<@NotNull CheckAnswer> checks,
            @Size(max = Vote.LONGEST_COMMENT) String comment,
            @Size(max = 200) String password,
            @Size(max = 500) List<@NotNull @Valid OverruleBody> overrules) {
        Vote vote() {
            List<Overruling> said = overrules == null
                    ? List.of()
                    : overrules.stream()
                            .map(one -> new Overruling(one.hit(), one.reason()))
                            .toList();
            return new Vote(stage, sha256, checks, comment, said);
        }
    }

    /**
     * Lets a hit of the language lint stand.
     *
     * @param hit its code, see /hits
     * @param reason why
     */
    public record OverruleBody(
            @NotNull @Size(max = 100) String hit,
            @NotNull @Size(max = Vote.LONGEST_COMMENT) String reason) {}

    /**
     * What was looked at: of a film its played parts, of a picture or text the time for which it was in view, from 0 on.
     *
     * @param ranges in milliseconds; what was reported before need not be said again
     */
    public record WatchReport(@NotNull @Size(max = 500) List<@NotNull Range> ranges) {}

    /**
     * What the service believes.
     *
     * @param neededMs how much has to be looked at
     * @param watchedMs how much was
     * @param done whether nothing is missing
     * @param ranges which parts were looked at
     */
    public record Watched(long neededMs, long watchedMs, boolean done, List<Range> ranges) {
        /** The wire form. */
        public static Watched of(Watch watch) {
            return new Watched(
                    watch.neededMs(),
                    watch.ranges().totalMs(),
                    watch.doneAt() != null,
                    watch.ranges().ranges());
        }
    }

    /**
     * Takes an approval back.
     *
     * @param password opens the reviewer's signing key, as with a decision
     */
    public record WithdrawalBody(
            @NotNull @Size(max = Vote.LONGEST_COMMENT) String reason,
            @Size(max = 200) String password) {}

    /**
     * What was signed.
     *
     * @param stage which stage, from 1
     * @param overrules the hits of the language lint that the person let stand
     * @param proof the decision as signed record (compact JWS)
     */
    public record SignatureDocument(
            int stage,
            String stageName,
            Decision decision,
            String operator,
            String unit,
            List<CheckAnswer> checks,
            List<Overrule> overrules,
            String comment,
            Instant signedAt,
            String proof) {
        static SignatureDocument of(ReviewSignature signature) {
            return new SignatureDocument(
                    signature.position(),
                    signature.stageName(),
                    signature.decision(),
                    signature.operatorName(),
                    signature.unitName(),
                    signature.checks(),
                    signature.overrules(),
                    signature.comment(),
                    signature.signedAt(),
                    signature.proof());
        }
    }

    /**
     * A review as it stands.
     *
     * @param runId the campaign that it is for
     * @param stages the chain that was in force when it began
     * @param nextStage the stage that has to be signed now, from 1; null when it is over
     * @param dueAt until when that should be; null where there is no limit
     * @param followsId the returned review that it answers; null where it is the first
     * @param verifyCode stands on the printed form; null until it is approved
     * @param withdrawalProof that it was taken back, as signed record; null where it was not
     */
    public record ReviewDocument(
            UUID id,
            UUID mediaId,
            String sha256,
            MediaKind kind,
            String title,
            UUID runId,
            String runName,
            Set<String> screenKinds,
            LocalDate from,
            LocalDate until,
            String submitter,
            Instant submittedAt,
            ReviewState state,
            List<ChainStage> stages,
            Integer nextStage,
            Instant dueAt,
            UUID followsId,
            String verifyCode,
            String withdrawalProof,
            List<SignatureDocument> signatures) {
        /** The wire form. */
        public static ReviewDocument of(Review review) {
            ReviewScope scope = review.scope();
            return new ReviewDocument(
                    review.id(),
                    review.media().id(),
                    review.mediaSha256(),
                    review.media().kind(),
                    review.media().title(),
                    scope.runId(),
                    scope.runName(),
                    scope.screenKinds(),
                    scope.from(),
                    scope.until(),
                    review.submitter().name(),
                    review.submittedAt(),
                    review.state(),
                    review.plan().stages(),
                    review.nextStage().orElse(null),
                    review.dueAt(),
                    review.followsId(),
                    review.verifyCode(),
                    review.withdrawal() == null ? null : review.withdrawal().proof(),
                    review.signatures().stream().map(SignatureDocument::of).toList());
        }
    }

    /** A page of reviews; {@code nextPage} is null on the last one. */
    public record ReviewList(List<ReviewDocument> items, Integer nextPage) {}

    ReviewResource(
            ReviewRepository reviews,
            ReviewChain chain,
            ReviewWithdrawal withdrawal,
            ReviewerKeys keys,
            Watching watching,
            CurrentOperator operator,
            Clock clock) {
        this.reviews = reviews;
        this.chain = chain;
        this.withdrawal = withdrawal;
        this.keys = keys;
        this.watching = watching;
        this.operator = operator;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "Reviews in a state, the newest first")
    public ReviewList list(
            @RestQuery @DefaultValue("OPEN") ReviewState state,
            @RestQuery @DefaultValue("0") @Min(0) @Max(10_000) int page) {
        List<Review> found = reviews.newest(state, page, PAGE);
        return new ReviewList(
                found.stream().limit(PAGE).map(ReviewDocument::of).toList(), found.size() > PAGE ? page + 1 : null);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One review with its chain and signatures")
    public ReviewDocument one(UUID id) {
        return ReviewDocument.of(known(id));
    }

    @POST
    @Path("{id}/watch")
    @RolesAllowed(Role.Names.REVIEWER)
    @Operation(
            summary = "Reports what was looked at",
            description = "APPROVE is refused until the reports of that very reviewer cover the whole media. The first"
                    + " report, which may be empty, starts the time. Nothing is believed faster than it can be watched: with"
                    + " each report the credit grows by the time since the last one, by 20 s at most, so whoever watches has"
                    + " to report while watching. A report beyond the credit is refused whole.")
    public Watched watch(UUID id, @NotNull @Valid WatchReport report) {
        Review review = known(id);
        return Watched.of(watching.report(id, review.media(), operator.id(), report.ranges(), clock.instant()));
    }

    @POST
    @Path("{id}/decisions")
    @RolesAllowed(Role.Names.REVIEWER)
    @Operation(
            summary = "Signs a stage or sends the media back",
            description =
                    "APPROVE needs the bytes' hash as it was looked at, the whole media watched (see /watch), an answer"
                            + " to every question of the stage's checklist, a reason for every open hit of /hits, and the password that opens the reviewer's signing key. The"
                            + " decision is kept as a signed record.")
    public ReviewDocument decide(UUID id, @NotNull @Valid DecisionBody body) {
        Signer signer = keys.unlock(operator.account(), body.password());
        return ReviewDocument.of(
                body.decision() == Decision.APPROVE
                        ? chain.approve(id, body.vote(), signer, operator.account())
                        : chain.reject(id, body.vote(), signer, operator.account()));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Role.Names.REVIEWER)
    @Operation(summary = "Takes an approval back; the media goes off every sheet in the same transaction")
    public ReviewDocument withdraw(UUID id, @NotNull @Valid WithdrawalBody body) {
        Signer signer = keys.unlock(operator.account(), body.password());
        return ReviewDocument.of(withdrawal.withdraw(id, body.reason(), signer, operator.account()));
    }

    private Review known(UUID id) {
        return reviews.whole(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }
}
