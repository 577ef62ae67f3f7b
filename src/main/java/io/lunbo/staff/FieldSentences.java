package io.lunbo.staff;

import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import jakarta.validation.Validator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What is wrong with a form, as one sentence beside each field that says what would be right. */
final class FieldSentences {
    private final Validator validator;
    private final Language language;

    FieldSentences(Validator validator, Language language) {
        this.validator = validator;
        this.language = language;
    }

    /** The sentences about what was typed; none where all is right. */
    Map<String, String> about(Object typed) {
        Map<String, String> sentences = new TreeMap<>();
        validator.validate(typed).forEach(violation -> {
            String field = violation.getPropertyPath().iterator().next().getName();
            sentences.put(field, language.text("staff_wrong_" + field.toLowerCase(Locale.ROOT)));
        });
        return sentences;
    }

    /** The sentence of a refusal beside the field that it is about. */
    Map<String, String> about(String field, Problem refusal) {
        return Map.of(field, refusal.sentence(language));
    }
}
