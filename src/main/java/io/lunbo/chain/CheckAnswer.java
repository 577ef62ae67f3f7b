package io.lunbo.chain;

import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A reviewer's answer to one question of the checklist.
 *
 * @param item the question's code
 * @param answer what it was
 * @param note what was added, such as the map's approval number; may be null
 */
public record CheckAnswer(String item, Answer answer, String note) {
    private static final int LONGEST_NOTE = 200;

    /** What may be answered. */
    public enum Answer {
        /** Looked at and right. */
        YES,
        /** The content has nothing of the kind. */
        NOT_APPLICABLE
    }

    /** Refuses answers that leave a question of the stage open, answer one twice, or answer one that was not asked. */
    public static void refuseIncomplete(ChainStage stage, List<CheckAnswer> answers) {
        Set<String> open = new HashSet<>();
        stage.checks().forEach(item -> open.add(item.code()));
        for (CheckAnswer one : answers) {
            CheckItem item = one.item() == null ? null : stage.check(one.item());
            boolean noteTooLong = one.note() != null && one.note().length() > LONGEST_NOTE;
            if (item == null || one.answer() == null || noteTooLong || !open.remove(one.item())) {
                throw Problem.of(ProblemType.REVIEW_CHECKLIST_OPEN).with("item", String.valueOf(one.item()));
            }
            if (item.asksForNote()
                    && one.answer() == Answer.YES
                    && (one.note() == null || one.note().isBlank())) {
                throw Problem.of(ProblemType.REVIEW_CHECKLIST_OPEN).with("item", one.item());
            }
        }
        if (!open.isEmpty()) {
            throw Problem.of(ProblemType.REVIEW_CHECKLIST_OPEN).with("open", List.copyOf(open));
        }
    }
}
