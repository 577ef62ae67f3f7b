package io.lunbo.form;

import io.lunbo.chain.CheckAnswer;
import io.lunbo.chain.CheckItem;
import io.lunbo.review.Review;
import io.lunbo.review.ReviewSignature;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * A review as its printed form shows it.
 *
 * @param review the review
 * @param address where the form can be checked, without its code
 */
record ReviewForm(Review review, String address) {
    private static final ZoneId HOUSE = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    /** A signature with its answers. */
    record Line(String stage, ReviewSignature signature, String at, List<Answered> answers) {}

    /**
     * One question with its answer.
     *
     * @param key its message key; null for a unit's own
     */
    record Answered(String key, String text, CheckAnswer answer) {
        public boolean yes() {
            return answer.answer() == CheckAnswer.Answer.YES;
        }
    }

    public List<Line> lines() {
        return review.signatures().stream()
                .map(signature ->
                        new Line(signature.stageName(), signature, time(signature.signedAt()), answers(signature)))
                .toList();
    }

    private List<Answered> answers(ReviewSignature signature) {
        List<CheckItem> items = review.plan().stage(signature.position()).checks();
        return signature.checks().stream()
                .map(answer -> items.stream()
                        .filter(item -> item.code().equals(answer.item()))
                        .findFirst()
                        .map(item -> new Answered(item.key(), item.text(), answer))
                        .orElseGet(() -> new Answered(null, answer.item(), answer)))
                .toList();
    }

    public String submittedAt() {
        return time(review.submittedAt());
    }

    public String withdrawnAt() {
        return time(review.withdrawal().at());
    }

    /** The signature under the withdrawal, as an eye can compare it; null where there is none. */
    public String withdrawalMark() {
        String proof = review.withdrawal().proof();
        return proof == null
                ? null
                : proof.substring(proof.lastIndexOf('.') + 1).replaceAll("(.{43})(?!$)", "$1 ");
    }

    public String length() {
        Long ms = review.media().durationMs();
        return ms == null ? null : "%d:%02d".formatted(ms / 60_000, ms / 1000 % 60);
    }

    /** The hash in groups that an eye can compare. */
    public String hash() {
        return review.mediaSha256().replaceAll("(.{8})(?!$)", "$1 ");
    }

    /** The code in groups that a hand can type. */
    public String code() {
        return review.verifyCode().replaceAll("(.{4})(?!$)", "$1-");
    }

    private static String time(Instant at) {
        return TIME.format(LocalDateTime.ofInstant(at, HOUSE));
    }
}
