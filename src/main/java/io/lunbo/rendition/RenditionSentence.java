package io.lunbo.rendition;

import io.lunbo.film.MediaRefusal;
import io.lunbo.web.Texts.Phrase;
import io.lunbo.work.WorkStatus;

/** Says to people how far a rendition is. */
final class RenditionSentence {
    private RenditionSentence() {}

    static Phrase of(WorkStatus work) {
        return switch (work.state()) {
            case WAITING -> new Phrase("rendition_waiting");
            case RUNNING -> new Phrase("rendition_running", work.percent());
            case DONE -> new Phrase("rendition_done");
            case FAILED -> new Phrase("rendition_failed", failure(work));
        };
    }

    private static Phrase failure(WorkStatus work) {
        for (MediaRefusal.Reason reason : MediaRefusal.Reason.values()) {
            if (reason.name().equals(work.reason())) {
                return new Phrase("film_decoder_says", work.detail());
            }
        }
        return new Phrase(
                RenditionWork.ORIGINAL_MISSING.equals(work.reason())
                        ? "rendition_original_missing"
                        : "rendition_gave_up");
    }
}
