package io.lunbo.reviewdesk;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.media.Media;
import io.lunbo.media.MediaIntake;
import io.lunbo.media.MediaKind;
import io.lunbo.media.MediaRepository;
import io.lunbo.review.Review;
import io.lunbo.review.ReviewChain;
import io.lunbo.review.ReviewRepository;
import io.lunbo.review.ReviewState;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.panache.common.Sort;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;

/** What stands around a review on its page: remarks, what changed, the corrected version. */
@Path("/reviews/{id}")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class ReviewDeskPages {
    private static final int TO_CHOOSE_FROM = 200;

    private final Remarks remarks;
    private final ReviewRepository reviews;
    private final ReviewChain chain;
    private final MediaRepository media;
    private final MediaIntake intake;
    private final CurrentOperator operator;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance remarks(Review review, List<Remark> remarks, boolean film);

        static native TemplateInstance changes(
                Review review, Review before, ReviewChanges changes, boolean answerable, List<Media> choices);
    }

    ReviewDeskPages(
            Remarks remarks,
            ReviewRepository reviews,
            ReviewChain chain,
            MediaRepository media,
            MediaIntake intake,
            CurrentOperator operator) {
        this.remarks = remarks;
        this.reviews = reviews;
        this.chain = chain;
        this.media = media;
        this.intake = intake;
        this.operator = operator;
    }

    /** The remarks of a review, as a fragment of its page. */
    @GET
    @Path("remarks")
    public TemplateInstance remarks(UUID id) {
        return fragment(known(id));
    }

    /** Makes a remark. */
    @POST
    @Path("remarks")
    public TemplateInstance remark(UUID id, @RestForm String text, @RestForm Long atMs, @RestForm boolean whole) {
        Review review = known(id);
        boolean film = review.media().kind() == MediaKind.VIDEO;
        remarks.make(id, film && !whole ? atMs : null, text, operator.account());
        return fragment(review);
    }

    private TemplateInstance fragment(Review review) {
        return Templates.remarks(review, remarks.of(review.id()), review.media().kind() == MediaKind.VIDEO);
    }

    /** What changed since it came back, and the form that answers a return; as a fragment of its page. */
    @GET
    @Path("changes")
    public TemplateInstance changes(UUID id) {
        Review review = known(id);
        Review before = review.followsId() == null
                ? null
                : reviews.whole(review.followsId()).orElse(null);
        ReviewChanges changes = before == null ? null : ReviewChanges.between(before.media(), review.media());
        boolean over = review.state() == ReviewState.REJECTED || review.state() == ReviewState.WITHDRAWN;
        boolean answerable = over && (operator.is(Role.Names.SUBMITTER) || operator.is(Role.Names.SCHEDULER));
        List<Media> choices = answerable && review.media().kind() != MediaKind.SLOGAN
                ? media.find(
                                "kind",
                                Sort.descending("createdAt"),
                                review.media().kind())
                        .page(0, TO_CHOOSE_FROM)
                        .list()
                : List.of();
        return Templates.changes(review, before, changes, answerable, choices);
    }

    /** Brings a corrected version, which begins at the first stage. */
    @POST
    @Path("resubmissions")
    @RolesAllowed({Role.Names.SUBMITTER, Role.Names.SCHEDULER})
    public Response resubmit(UUID id, @RestForm UUID mediaId, @RestForm String text) {
        Review returned = known(id);
        Media corrected = returned.media().kind() == MediaKind.SLOGAN
                ? intake.slogan(text == null ? "" : text, operator.account())
                : media.findByIdOptional(mediaId).orElseThrow(() -> Problem.of(ProblemType.MEDIA_UNKNOWN));
        Review review = chain.resubmit(id, corrected, operator.account());
        return Response.seeOther(URI.create("/reviews/" + review.id())).build();
    }

    private Review known(UUID id) {
        return reviews.whole(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }
}
