package io.lunbo.reviewdesk;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.media.Media;
import io.lunbo.media.MediaRepository;
import io.lunbo.review.LanguageCheck;
import io.lunbo.review.Review;
import io.lunbo.review.ReviewChain;
import io.lunbo.review.ReviewRepository;
import io.lunbo.review.ReviewResource.ReviewDocument;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.wordlist.WordResource.HitDocument;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Remarks, changes and corrected versions as JSON. */
@Path("/api/v1/reviews/{id}")
@Authenticated
@Tag(name = "reviews")
public class ReviewDeskResource {
    private final Remarks remarks;
    private final ReviewRepository reviews;
    private final ReviewChain chain;
    private final LanguageCheck language;
    private final MediaRepository media;
    private final CurrentOperator operator;

    /**
     * A remark.
     *
     * @param atMs where in the film; null where it is about the whole
     */
    public record RemarkDocument(UUID id, String operator, Long atMs, String text, Instant madeAt) {
        static RemarkDocument of(Remark remark) {
            return new RemarkDocument(
                    remark.id(), remark.operatorName(), remark.atMs(), remark.text(), remark.madeAt());
        }
    }

    /**
     * A remark to be made.
     *
     * @param atMs where in the film; null where it is about the whole
     */
    public record NewRemark(
            @Min(0) Long atMs,
            @NotBlank @Size(max = Remarks.LONGEST) String text) {}

    /**
     * A hit of the language lint.
     *
     * @param hit what it is
     * @param reason why it may stand; null while it is open
     * @param operator who says so; null while it is open
     */
    public record NotedDocument(HitDocument hit, String reason, String operator) {
        static NotedDocument of(LanguageCheck.Noted noted) {
            return new NotedDocument(
                    HitDocument.of(noted.hit()),
                    noted.open() ? null : noted.overrule().reason(),
                    noted.open() ? null : noted.by().operatorName());
        }
    }

    /** The media in the place of what came back. */
    public record Resubmission(@NotNull UUID mediaId) {}

    ReviewDeskResource(
            Remarks remarks,
            ReviewRepository reviews,
            ReviewChain chain,
            LanguageCheck language,
            MediaRepository media,
            CurrentOperator operator) {
        this.remarks = remarks;
        this.reviews = reviews;
        this.chain = chain;
        this.language = language;
        this.media = media;
        this.operator = operator;
    }

    /** The remarks of a review. */
    @GET
    @Path("remarks")
    @Operation(summary = "What was noted about a review, in the film's order")
    public List<RemarkDocument> remarks(UUID id) {
        known(id);
        return remarks.of(id).stream().map(RemarkDocument::of).toList();
    }

    /** Makes one. */
    @POST
    @Path("remarks")
    @ResponseStatus(201)
    @Operation(summary = "Notes something, at a moment of the film or about the whole")
    public RemarkDocument remark(UUID id, @NotNull @Valid NewRemark remark) {
        return RemarkDocument.of(remarks.make(id, remark.atMs(), remark.text(), operator.account()));
    }

    /** What changed since it came back. */
    @GET
    @Path("changes")
    @Operation(summary = "The difference to the returned review that it answers; 404 where it answers none")
    public ReviewChanges changes(UUID id) {
        Review review = known(id);
        if (review.followsId() == null) {
            throw Problem.of(ProblemType.NOT_FOUND);
        }
        return ReviewChanges.between(known(review.followsId()).media(), review.media());
    }

    /** What a reader would stumble over. */
    @GET
    @Path("hits")
    @Operation(
            summary = "The hits of the language lint, by their place",
            description =
                    "Advice: who approves says of each open one why it may stand; that holds for later stages, too.")
    public List<NotedDocument> hits(UUID id) {
        return language.of(known(id)).stream().map(NotedDocument::of).toList();
    }

    /** Brings a corrected version. */
    @POST
    @Path("resubmissions")
    @RolesAllowed({Role.Names.SUBMITTER, Role.Names.SCHEDULER})
    @ResponseStatus(201)
    @Operation(summary = "Submits another media in the place of what was sent back; it begins at the first stage")
    public ReviewDocument resubmit(UUID id, @NotNull @Valid Resubmission resubmission) {
        Media corrected =
                media.findByIdOptional(resubmission.mediaId()).orElseThrow(() -> Problem.of(ProblemType.MEDIA_UNKNOWN));
        return ReviewDocument.of(chain.resubmit(id, corrected, operator.account()));
    }

    private Review known(UUID id) {
        return reviews.whole(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }
}
