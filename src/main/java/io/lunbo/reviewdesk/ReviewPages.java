package io.lunbo.reviewdesk;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.proof.ReviewerKeys;
import io.lunbo.review.LanguageCheck;
import io.lunbo.review.Review;
import io.lunbo.review.ReviewChain;
import io.lunbo.review.ReviewRepository;
import io.lunbo.review.ReviewResource.WatchReport;
import io.lunbo.review.ReviewResource.Watched;
import io.lunbo.review.ReviewSignature.Decision;
import io.lunbo.review.ReviewState;
import io.lunbo.review.ReviewWithdrawal;
import io.lunbo.review.Signing;
import io.lunbo.reviewdesk.ReviewSight.DecisionForm;
import io.lunbo.watch.Watching;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** The reviewer's inbox, and one review with everything that has to be seen before it is signed. */
@Path("/reviews")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class ReviewPages {
    private static final int PAGE = 50;
    private static final int MOST_WAITING = 1000;

    private final ReviewRepository reviews;
    private final ReviewChain chain;
    private final ReviewWithdrawal withdrawal;
    private final Signing signing;
    private final ReviewerKeys keys;
    private final Watching watching;
    private final LanguageCheck lint;
    private final CurrentOperator operator;
    private final Language language;
    private final Clock clock;

    /** Which reviews a list shows. */
    public enum Show {
        MINE,
        OPEN,
        APPROVED,
        REJECTED,
        WITHDRAWN
    }

    /**
     * One page of a list.
     *
     * @param show which reviews
     * @param items the reviews
     * @param page counts from 0
     * @param more whether there is a next page
     * @param slogans whether there are slogans to be signed together
     * @param overdue how many of the shown ones are late
     */
    public record Listing(Show show, List<Review> items, int page, boolean more, boolean slogans, long overdue) {
        /** The tab's address part. */
        public boolean shows(String name) {
            return show.name().equals(name);
        }
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance list(Listing listing);

        static native TemplateInstance detail(ReviewSight sight);

        static native TemplateInstance of(List<Review> reviews);
    }

    ReviewPages(
            ReviewRepository reviews,
            ReviewChain chain,
            ReviewWithdrawal withdrawal,
            Signing signing,
            ReviewerKeys keys,
            Watching watching,
            LanguageCheck lint,
            CurrentOperator operator,
            Language language,
            Clock clock) {
        this.reviews = reviews;
        this.chain = chain;
        this.withdrawal = withdrawal;
        this.signing = signing;
        this.keys = keys;
        this.watching = watching;
        this.lint = lint;
        this.operator = operator;
        this.language = language;
        this.clock = clock;
    }

    @GET
    public TemplateInstance list(@RestQuery Show show, @RestQuery @DefaultValue("0") int page) {
        Show shown = show != null ? show : operator.is(Role.Names.REVIEWER) ? Show.MINE : Show.OPEN;
        int from = Math.max(0, Math.min(page, 10_000));
        List<Review> found = shown == Show.MINE
                ? mine().stream().skip((long) from * PAGE).limit(PAGE + 1).toList()
                : reviews.newest(ReviewState.valueOf(shown.name()), from, PAGE);
        List<Review> items = found.stream().limit(PAGE).toList();
        boolean slogans = shown == Show.MINE
                && items.stream().anyMatch(review -> review.media().text() != null);
        return Templates.list(new Listing(
                shown,
                items,
                from,
                found.size() > PAGE,
                slogans,
                items.stream().filter(this::overdue).count()));
    }

    private List<Review> mine() {
        return reviews.waitingFor(operator.id(), 0, MOST_WAITING).stream()
                .filter(review -> review.nextStage()
                        .filter(next -> signing.admits(review, next, operator.account()))
                        .isPresent())
                .toList();
    }

    private boolean overdue(Review review) {
        return review.dueAt() != null && review.dueAt().isBefore(clock.instant());
    }

    @GET
    @Path("{id}")
    public TemplateInstance detail(UUID id) {
        return Templates.detail(sight(id, null, null));
    }

    @POST
    @Path("{id}/decisions")
    @RolesAllowed(Role.Names.REVIEWER)
    public Response decide(UUID id, @BeanParam DecisionForm form) {
        if (form.stage() == null || form.decision() == null) {
            throw Problem.of(ProblemType.MALFORMED_REQUEST);
        }
        try {
            ReviewerKeys.Signer signer = keys.unlock(operator.account(), form.password());
            if (form.decision() == Decision.APPROVE) {
                chain.approve(id, form.vote(), signer, operator.account());
            } else {
                chain.reject(id, form.vote(), signer, operator.account());
            }
            return Response.seeOther(URI.create("/reviews/" + id)).build();
        } catch (Problem refusal) {
            return Response.status(refusal.type().status())
                    .entity(Templates.detail(sight(id, form, refusal)))
                    .build();
        }
    }

    /** Takes an approval back. */
    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Role.Names.REVIEWER)
    public Response withdraw(UUID id, @RestForm String reason, @RestForm String password) {
        try {
            withdrawal.withdraw(id, reason, keys.unlock(operator.account(), password), operator.account());
            return Response.seeOther(URI.create("/reviews/" + id)).build();
        } catch (Problem refusal) {
            return Response.status(refusal.type().status())
                    .entity(Templates.detail(sight(id, DecisionForm.saying(reason), refusal)))
                    .build();
        }
    }

    /** Takes what the reviewer's page has shown so far. */
    @POST
    @Path("{id}/watch")
    @RolesAllowed(Role.Names.REVIEWER)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Watched watch(UUID id, @NotNull @Valid WatchReport report) {
        Review review = reviews.whole(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        return Watched.of(watching.report(id, review.media(), operator.id(), report.ranges(), clock.instant()));
    }

    /** The reviews of one media, as a fragment for pages that show the media. */
    @GET
    @Path("of/{mediaId}")
    public TemplateInstance of(UUID mediaId) {
        return Templates.of(reviews.ofMedia(mediaId));
    }

    private ReviewSight sight(UUID id, DecisionForm form, Problem refusal) {
        Review review = reviews.whole(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        return new ReviewSight(
                review,
                watching.of(id, operator.id()).orElse(null),
                obstacle(review),
                keys.serviceSignsFor(operator.account()),
                form,
                refusal == null ? null : refusal.sentence(language),
                overdue(review),
                lint.of(review));
    }

    private String obstacle(Review review) {
        return signing.whyNot(review, operator.account())
                .or(() -> review.nextStage()
                        .filter(next -> !signing.admits(review, next, operator.account()))
                        .map(next -> ProblemType.REVIEW_NOT_YOUR_STAGE))
                .map(type -> Problem.of(type).sentence(language))
                .orElse(null);
    }
}
