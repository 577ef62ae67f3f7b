package io.lunbo.review;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.review.ReviewSignature.Decision;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** The reviewer's inbox, and one review with everything that has to be seen before it is signed. */
@Path("/reviews")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class ReviewPages {
    private static final int PAGE = 50;

    private final ReviewRepository reviews;
    private final ReviewChain chain;
    private final CurrentOperator operator;
    private final Language language;

    /** Which reviews a list shows. */
    public enum Show {
        MINE,
        OPEN,
        APPROVED,
        REJECTED
    }

    /**
     * What a reviewer sends.
     *
     * @param stage the stage that was open when the page was made
     * @param decision yes or no
     * @param sha256 the bytes that the page showed
     * @param comment what the reviewer adds, the reason of a no
     */
    public record DecisionForm(
            @RestForm ReviewStage stage,
            @RestForm Decision decision,
            @RestForm String sha256,
            @RestForm String comment) {}

    /**
     * One page of a list.
     *
     * @param show which reviews
     * @param items the reviews
     * @param page counts from 0
     * @param more whether there is a next page
     */
    public record Listing(Show show, List<Review> items, int page, boolean more) {
        /** The tab's address part. */
        public boolean shows(String name) {
            return show.name().equals(name);
        }
    }

    /**
     * What a person sees of a review.
     *
     * @param review the review
     * @param nextName the name of the stage to sign now; null when it is over
     * @param obstacle why this person cannot sign, as a sentence; null where nothing is in the way
     * @param typed the comment that was typed before a refusal, else null
     * @param error the sentence of that refusal, else null
     * @param rejecting whether it was a no that was refused
     */
    public record Sight(
            Review review, String nextName, String obstacle, String typed, String error, boolean rejecting) {
        /** The stage to sign now; null when it is over. */
        public ReviewStage nextStage() {
            return review.nextStage().orElse(null);
        }

        /** The message key of what kind of media it is. */
        public String mediaKindKey() {
            return "review_media_" + review.media().kind().name().toLowerCase(Locale.ROOT);
        }

        /** The film's length for people, e.g. {@code 1:05}. */
        public String length() {
            Long ms = review.media().durationMs();
            return ms == null ? null : "%d:%02d".formatted(ms / 60_000, ms / 1000 % 60);
        }

        /** The size for people. */
        public String size() {
            long bytes = review.media().bytes();
            return bytes < 1024 * 1024
                    ? "%.1f KiB".formatted(bytes / 1024.0)
                    : "%.1f MiB".formatted(bytes / 1024.0 / 1024);
        }
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance list(Listing listing);

        static native TemplateInstance detail(Sight sight);

        static native TemplateInstance of(List<Review> reviews);
    }

    ReviewPages(ReviewRepository reviews, ReviewChain chain, CurrentOperator operator, Language language) {
        this.reviews = reviews;
        this.chain = chain;
        this.operator = operator;
        this.language = language;
    }

    @GET
    public TemplateInstance list(@RestQuery Show show, @RestQuery @DefaultValue("0") int page) {
        Show shown = show != null ? show : operator.is(Role.Names.REVIEWER) ? Show.MINE : Show.OPEN;
        int from = Math.max(0, Math.min(page, 10_000));
        List<Review> found = shown == Show.MINE
                ? reviews.waitingFor(operator.id(), from, PAGE)
                : reviews.newest(ReviewState.valueOf(shown.name()), from, PAGE);
        return Templates.list(new Listing(shown, found.stream().limit(PAGE).toList(), from, found.size() > PAGE));
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
            if (form.decision() == Decision.APPROVE) {
                chain.approve(id, form.stage(), form.sha256(), form.comment(), operator.account());
            } else {
                chain.reject(id, form.stage(), form.sha256(), form.comment(), operator.account());
            }
            return Response.seeOther(URI.create("/reviews/" + id)).build();
        } catch (Problem refusal) {
            return Response.status(refusal.type().status())
                    .entity(Templates.detail(sight(id, form, refusal)))
                    .build();
        }
    }

    /** The reviews of one media, as a fragment for pages that show the media. */
    @GET
    @Path("of/{mediaId}")
    public TemplateInstance of(UUID mediaId) {
        return Templates.of(reviews.ofMedia(mediaId));
    }

    private Sight sight(UUID id, DecisionForm form, Problem refusal) {
        Review review = reviews.whole(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        String obstacle = chain.whyNot(review, operator.account())
                .map(type -> Problem.of(type).sentence(language))
                .orElse(null);
        return new Sight(
                review,
                review.nextStage().map(stage -> language.text(stage.key())).orElse(null),
                obstacle,
                form == null ? null : form.comment(),
                refusal == null ? null : refusal.sentence(language),
                form != null && form.decision() == Decision.REJECT);
    }
}
