package io.lunbo.review;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.media.MediaKind;
import io.lunbo.review.ReviewSignature.Decision;
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
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** The reviews as JSON. */
@Path("/api/v1/reviews")
@Authenticated
public class ReviewResource {
    private static final int PAGE = 100;

    private final ReviewRepository reviews;
    private final ReviewChain chain;
    private final CurrentOperator operator;

    /**
     * One reviewer's word.
     *
     * @param sha256 of the bytes that the reviewer looked at
     * @param comment optional with APPROVE, the reason with REJECT
     */
    public record DecisionBody(
            @NotNull ReviewStage stage,
            @NotNull Decision decision,
            @NotNull @Pattern(regexp = "[0-9a-f]{64}") String sha256,
            @Size(max = ReviewChain.LONGEST_COMMENT) String comment) {}

    /** What was signed. */
    public record SignatureDocument(
            ReviewStage stage, Decision decision, String operator, String unit, String comment, Instant signedAt) {
        static SignatureDocument of(ReviewSignature signature) {
            return new SignatureDocument(
                    signature.stage(),
                    signature.decision(),
                    signature.operatorName(),
                    signature.unitName(),
                    signature.comment(),
                    signature.signedAt());
        }
    }

    /**
     * A review as it stands.
     *
     * @param runId the campaign that it is for
     * @param nextStage the stage that has to be signed now, null when it is over
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
            ReviewStage nextStage,
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
                    review.nextStage().orElse(null),
                    review.signatures().stream().map(SignatureDocument::of).toList());
        }
    }

    /** A page of reviews; {@code nextPage} is null on the last one. */
    public record ReviewList(List<ReviewDocument> items, Integer nextPage) {}

    ReviewResource(ReviewRepository reviews, ReviewChain chain, CurrentOperator operator) {
        this.reviews = reviews;
        this.chain = chain;
        this.operator = operator;
    }

    @GET
    @Operation(summary = "Reviews in a state")
    public ReviewList list(
            @RestQuery @DefaultValue("OPEN") ReviewState state,
            @RestQuery @DefaultValue("0") @Min(0) @Max(10_000) int page) {
        List<Review> found = reviews.newest(state, page, PAGE);
        return new ReviewList(
                found.stream().limit(PAGE).map(ReviewDocument::of).toList(), found.size() > PAGE ? page + 1 : null);
    }

    @GET
    @Operation(summary = "One review")
    @Path("{id}")
    public ReviewDocument one(UUID id) {
        return ReviewDocument.of(reviews.whole(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND)));
    }

    @POST
    @Operation(summary = "Approve or reject")
    @Path("{id}/decisions")
    @RolesAllowed(Role.Names.REVIEWER)
    public ReviewDocument decide(UUID id, @NotNull @Valid DecisionBody body) {
        return ReviewDocument.of(
                body.decision() == Decision.APPROVE
                        ? chain.approve(id, body.stage(), body.sha256(), body.comment(), operator.account())
                        : chain.reject(id, body.stage(), body.sha256(), body.comment(), operator.account()));
    }
}
