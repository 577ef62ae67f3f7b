package io.lunbo.testsupport;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.Role;
import io.lunbo.chain.CheckAnswer;
import io.lunbo.chain.CheckItem;
import io.lunbo.proof.ReviewerKeys;
import io.lunbo.proof.ReviewerKeys.Signer;
import io.lunbo.review.LanguageCheck;
import io.lunbo.review.Review;
import io.lunbo.review.ReviewChain;
import io.lunbo.review.Vote;
import io.lunbo.review.Vote.Overruling;
import io.lunbo.watch.PlayedRanges.Range;
import io.lunbo.watch.Watching;
import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A review on its way through its stages, as reviewers do it: watched, answered, signed with their own keys. */
public final class Reviewed {
    private Reviewed() {}

    /** Every stage, each by a fresh reviewer. */
    public static void byAll(Review review) {
        for (int stage = 1; stage <= review.plan().size(); stage++) {
            by(Someone.with(Role.REVIEWER), review, stage);
        }
    }

    /** One stage by that person. */
    public static Review by(Account reviewer, Review review, int stage) {
        watched(review, reviewer);
        return signed(reviewer, review, stage);
    }

    /** One stage by that person, who has watched or not. */
    public static Review signed(Account reviewer, Review review, int stage) {
        return bean(ReviewChain.class).approve(review.id(), vote(review, stage), signer(reviewer), reviewer);
    }

    /** A yes with everything answered. */
    public static Vote vote(Review review, int stage) {
        int known = Math.min(stage, review.plan().size());
        return new Vote(stage, review.mediaSha256(), answers(review, known), null, overrulings(review));
    }

    /** A reason for each hit of the language lint. */
    public static List<Overruling> overrulings(Review review) {
        return QuarkusTransaction.joiningExisting()
                .call(() -> bean(LanguageCheck.class).of(review).stream()
                        .map(noted -> new Overruling(noted.hit().code(), "已核对"))
                        .toList());
    }

    /** An answer to each question of a stage. */
    public static List<CheckAnswer> answers(Review review, int stage) {
        return review.plan().stage(stage).checks().stream()
                .map(CheckItem::code)
                .map(code -> new CheckAnswer(
                        code,
                        code.equals(CheckItem.MAP) ? CheckAnswer.Answer.NOT_APPLICABLE : CheckAnswer.Answer.YES,
                        null))
                .toList();
    }

    /** The person's opened key. */
    public static Signer signer(Account reviewer) {
        return bean(ReviewerKeys.class).unlock(reviewer, SignedIn.passwordOf(reviewer));
    }

    /** The person's page reported all of it, in the time that it takes. */
    public static void watched(Review review, Account reviewer) {
        Watching watching = bean(Watching.class);
        long neededMs = Watching.neededMs(review.media());
        Instant began = bean(Clock.class).instant().minusMillis(neededMs).truncatedTo(ChronoUnit.MILLIS);
        watching.report(review.id(), review.media(), reviewer.id(), List.of(), began);
        for (long at = 0; at < neededMs; at += Watching.BEAT_MS) {
            long until = Math.min(neededMs, at + Watching.BEAT_MS);
            watching.report(
                    review.id(), review.media(), reviewer.id(), List.of(new Range(at, until)), began.plusMillis(until));
        }
    }

    private static <T> T bean(Class<T> type) {
        return Arc.container().instance(type).get();
    }
}
