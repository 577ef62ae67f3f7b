package io.lunbo.reviewdesk;

import io.lunbo.chain.CheckAnswer;
import io.lunbo.chain.CheckItem;
import io.lunbo.lint.Hit;
import io.lunbo.review.LanguageCheck.Noted;
import io.lunbo.review.Review;
import io.lunbo.review.ReviewSignature.Decision;
import io.lunbo.review.Vote;
import io.lunbo.review.Vote.Overruling;
import io.lunbo.watch.Watch;
import io.lunbo.watch.Watching;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jboss.resteasy.reactive.RestForm;

/**
 * What a person sees of a review.
 *
 * @param review the review
 * @param watch what the person has looked at; null where nothing was reported
 * @param obstacle why this person cannot sign, as a sentence; null where nothing is in the way
 * @param byService whether the service signs, without a password
 * @param form what was typed before a refusal, else null
 * @param error the sentence of that refusal, else null
 * @param overdue whether the stage is late
 * @param hits what the language lint has found
 */
public record ReviewSight(
        Review review,
        Watch watch,
        String obstacle,
        boolean byService,
        DecisionForm form,
        String error,
        boolean overdue,
        List<Noted> hits) {
    /** A hit that somebody has to let stand, with the reason that was typed before a refusal. */
    public record Open(Hit hit, String typed) {}

    /** A question with what was answered before a refusal; null where nothing was. */
    public record Asked(CheckItem item, CheckAnswer answered) {
        /** Whether that was the answer. */
        public boolean is(String answer) {
            return answered != null && answered.answer().name().equals(answer);
        }
    }

    /**
     * What a reviewer sends. The answers to the checklist come as three lists of equal length.
     *
     * @param stage the stage that was open when the page was made
     * @param decision yes or no
     * @param sha256 the bytes that the page showed
     * @param item the questions' codes
     * @param answer the answers, empty where there is none
     * @param note what was added to each
     * @param comment what the reviewer adds, the reason of a no
     * @param password opens the reviewer's signing key
     * @param hit the codes of the open language hits
     * @param why why each of them may stand
     */
    public record DecisionForm(
            @RestForm Integer stage,
            @RestForm Decision decision,
            @RestForm String sha256,
            @RestForm List<String> item,
            @RestForm List<String> answer,
            @RestForm List<String> note,
            @RestForm String comment,
            @RestForm String password,
            @RestForm List<String> hit,
            @RestForm List<String> why) {
        /** Nothing but words, such as why an approval is taken back. */
        static DecisionForm saying(String words) {
            return new DecisionForm(null, null, null, null, null, null, words, null, null, null);
        }

        /** The answers that were given. */
        public List<CheckAnswer> checks() {
            List<CheckAnswer> checks = new ArrayList<>();
            for (int i = 0; item != null && i < item.size(); i++) {
                String said = answer != null && i < answer.size() ? answer.get(i) : "";
                if (said.equals("YES") || said.equals("NOT_APPLICABLE")) {
                    String more =
                            note != null && i < note.size() && !note.get(i).isBlank()
                                    ? note.get(i).strip()
                                    : null;
                    checks.add(new CheckAnswer(item.get(i), CheckAnswer.Answer.valueOf(said), more));
                }
            }
            return checks;
        }

        Vote vote() {
            return new Vote(stage, sha256, checks(), comment, overrulings());
        }

        private List<Overruling> overrulings() {
            List<Overruling> said = new ArrayList<>();
            for (int i = 0; hit != null && i < hit.size(); i++) {
                said.add(new Overruling(hit.get(i), why != null && i < why.size() ? why.get(i) : null));
            }
            return said;
        }
    }

    /** The stage to sign now; null when it is over. */
    public Review.Step next() {
        return review.steps().stream().filter(Review.Step::next).findFirst().orElse(null);
    }

    /** The questions of that stage. */
    public List<Asked> questions() {
        List<CheckAnswer> given = form == null ? List.of() : form.checks();
        return next().stage().checks().stream()
                .map(item -> new Asked(
                        item,
                        given.stream()
                                .filter(one -> one.item().equals(item.code()))
                                .findFirst()
                                .orElse(null)))
                .toList();
    }

    /** The hits that are open. */
    public List<Open> open() {
        List<Overruling> typed = form == null ? List.of() : form.overrulings();
        return hits.stream()
                .filter(Noted::open)
                .map(noted -> new Open(
                        noted.hit(),
                        typed.stream()
                                .filter(one -> noted.hit().code().equals(one.hit()) && one.reason() != null)
                                .map(Overruling::reason)
                                .findFirst()
                                .orElse("")))
                .toList();
    }

    /** The comment that was typed before a refusal. */
    public String typed() {
        return form == null ? null : form.comment();
    }

    /** Whether it was a no that was refused. */
    public boolean rejecting() {
        return form != null && form.decision() == Decision.REJECT;
    }

    /** How long has to be looked. */
    public long neededMs() {
        return Watching.neededMs(review.media());
    }

    /** How long was looked. */
    public long watchedMs() {
        return watch == null ? 0 : watch.ranges().totalMs();
    }

    /** Whether everything was seen. */
    public boolean seen() {
        return watch != null && watch.doneAt() != null && watch.isOf(review.mediaSha256());
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
        return bytes < 1024 * 1024 ? "%.1f KiB".formatted(bytes / 1024.0) : "%.1f MiB".formatted(bytes / 1024.0 / 1024);
    }
}
