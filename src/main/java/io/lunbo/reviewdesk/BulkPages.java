package io.lunbo.reviewdesk;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.chain.CheckAnswer;
import io.lunbo.media.MediaKind;
import io.lunbo.proof.ReviewerKeys;
import io.lunbo.review.LanguageCheck;
import io.lunbo.review.LanguageCheck.Noted;
import io.lunbo.review.Review;
import io.lunbo.review.ReviewChain;
import io.lunbo.review.ReviewRepository;
import io.lunbo.review.Signing;
import io.lunbo.review.Vote;
import io.lunbo.review.Vote.Overruling;
import io.lunbo.reviewdesk.ReviewSight.Asked;
import io.lunbo.reviewdesk.ReviewSight.DecisionForm;
import io.lunbo.watch.Watching;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;

/** Slogans signed together: every text is shown and has to be seen, every one is signed on its own. */
@Path("/reviews/slogans")
@RolesAllowed(Role.Names.REVIEWER)
@Produces(MediaType.TEXT_HTML)
public class BulkPages {
    private static final int MOST = 50;
    private static final int MOST_WAITING = 1000;

    private final ReviewRepository reviews;
    private final ReviewChain chain;
    private final Signing signing;
    private final ReviewerKeys keys;
    private final Watching watching;
    private final LanguageCheck lint;
    private final CurrentOperator operator;
    private final Language language;

    /** One slogan; {@code why} is the reason for its open hits that was typed before a refusal. */
    record Item(Review review, boolean seen, long neededMs, List<Noted> hits, String why) {
        /** Whether a reason is asked for. */
        public boolean open() {
            return hits.stream().anyMatch(Noted::open);
        }
    }

    /** The reasons for the slogans with open hits: two lists of equal length. */
    private record Reasons(List<String> about, List<String> because) {
        private static final Reasons NONE = new Reasons(List.of(), List.of());

        private String of(Review review) {
            int index = about == null ? -1 : about.indexOf(review.id().toString());
            return index < 0 || because == null || index >= because.size() ? "" : because.get(index);
        }
    }

    /** What the page shows; {@code signed} is null before anything was. */
    record Sight(
            List<Item> items,
            List<Asked> questions,
            boolean byService,
            Integer signed,
            String error,
            Map<UUID, String> refused) {}

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance slogans(Sight sight);
    }

    BulkPages(
            ReviewRepository reviews,
            ReviewChain chain,
            Signing signing,
            ReviewerKeys keys,
            Watching watching,
            LanguageCheck lint,
            CurrentOperator operator,
            Language language) {
        this.reviews = reviews;
        this.chain = chain;
        this.signing = signing;
        this.keys = keys;
        this.watching = watching;
        this.lint = lint;
        this.operator = operator;
        this.language = language;
    }

    /** The slogans that wait for this person. */
    @GET
    public TemplateInstance slogans() {
        return page(null, null, Map.of(), List.of(), Reasons.NONE);
    }

    /** Signs the chosen ones; what is refused stays, with the reason beside it. */
    @POST
    public Response sign(
            @BeanParam DecisionForm form,
            @RestForm List<String> review,
            @RestForm List<String> about,
            @RestForm List<String> because) {
        Reasons reasons = new Reasons(about, because);
        Set<String> chosen = review == null ? Set.of() : Set.copyOf(review);
        Map<UUID, String> refused = new LinkedHashMap<>();
        int signed = 0;
        try {
            ReviewerKeys.Signer signer = keys.unlock(operator.account(), form.password());
            for (Review one : waiting()) {
                if (chosen.contains(one.id().toString())) {
                    signed += signed(one, form, reasons.of(one), signer, refused) ? 1 : 0;
                }
            }
        } catch (Problem refusal) {
            return Response.status(refusal.type().status())
                    .entity(page(null, refusal.sentence(language), refused, form.checks(), reasons))
                    .build();
        }
        return Response.status(refused.isEmpty() ? 200 : 422)
                .entity(page(signed, null, refused, refused.isEmpty() ? List.of() : form.checks(), reasons))
                .build();
    }

    private boolean signed(
            Review one, DecisionForm form, String because, ReviewerKeys.Signer signer, Map<UUID, String> refused) {
        int stage = one.nextStage().orElseThrow();
        List<String> asked = one.plan().stage(stage).checks().stream()
                .map(item -> item.code())
                .toList();
        List<CheckAnswer> checks = form.checks().stream()
                .filter(answer -> asked.contains(answer.item()))
                .toList();
        List<Overruling> overrulings = lint.of(one).stream()
                .map(noted -> new Overruling(noted.hit().code(), because))
                .toList();
        Vote vote = new Vote(stage, one.mediaSha256(), checks, form.comment(), overrulings);
        try {
            chain.approve(one.id(), vote, signer, operator.account());
            return true;
        } catch (Problem refusal) {
            refused.put(one.id(), refusal.sentence(language));
            return false;
        }
    }

    private TemplateInstance page(
            Integer signed, String error, Map<UUID, String> refused, List<CheckAnswer> answered, Reasons reasons) {
        List<Review> waiting = waiting();
        List<Item> items = waiting.stream()
                .map(review -> new Item(
                        review,
                        watching.seen(review.id(), operator.id(), review.mediaSha256()),
                        Watching.neededMs(review.media()),
                        lint.of(review),
                        reasons.of(review)))
                .toList();
        return Templates.slogans(new Sight(
                items, questions(waiting, answered), keys.serviceSignsFor(operator.account()), signed, error, refused));
    }

    /** Every question that any of them asks, once. */
    private static List<Asked> questions(List<Review> waiting, List<CheckAnswer> answered) {
        Map<String, Asked> questions = new LinkedHashMap<>();
        for (Review review : waiting) {
            review.plan()
                    .stage(review.nextStage().orElseThrow())
                    .checks()
                    .forEach(item -> questions.putIfAbsent(
                            item.code(),
                            new Asked(
                                    item,
                                    answered.stream()
                                            .filter(one -> one.item().equals(item.code()))
                                            .findFirst()
                                            .orElse(null))));
        }
        return List.copyOf(questions.values());
    }

    private List<Review> waiting() {
        return reviews.waitingFor(operator.id(), 0, MOST_WAITING).stream()
                .filter(review -> review.media().kind() == MediaKind.SLOGAN)
                .filter(review -> review.nextStage()
                        .filter(next -> signing.admits(review, next, operator.account()))
                        .isPresent())
                .limit(MOST)
                .toList();
    }
}
