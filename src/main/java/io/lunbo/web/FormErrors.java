package io.lunbo.web;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What is wrong with a form that was sent: a sentence beside each wrong field, or one above them all.
 *
 * @param general the sentence above the form; null where the fields say it all
 * @param fields sentences by field
 */
public record FormErrors(String general, Map<String, String> fields) {
    /** Nothing is wrong. */
    public static FormErrors none() {
        return new FormErrors(null, Map.of());
    }

    /**
     * From broken constraints. What a field must be like is said by the text {@code <feature>_wrong_<field>}, the field in
     * lower case: one sentence per field tells a person more than one per constraint.
     */
    public static FormErrors of(ConstraintViolationException e, String feature, Language language) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (ConstraintViolation<?> violation : e.getConstraintViolations()) {
            String field = field(violation.getPropertyPath());
            fields.put(field, language.text(feature + "_wrong_" + field.toLowerCase(Locale.ROOT)));
        }
        return new FormErrors(language.text(ProblemType.INVALID_INPUT.key() + "_detail"), fields);
    }

    /** From a refusal: beside the field that it is about, else above the form. */
    public static FormErrors of(Problem problem, Map<ProblemType, String> fieldOf, Language language) {
        String sentence = problem.sentence(language);
        String field = fieldOf.get(problem.type());
        return field == null ? new FormErrors(sentence, Map.of()) : new FormErrors(null, Map.of(field, sentence));
    }

    /** The sentence beside a field; null where it is right. */
    public String at(String field) {
        return fields.get(field);
    }

    /** The last name on the path that a person knows: of {@code facts.screens[].<element>} it is {@code screens}. */
    private static String field(Path path) {
        String name = "";
        for (Path.Node node : path) {
            boolean named = node.getName() != null && !node.getName().startsWith("<");
            name = named ? node.getName() : name;
        }
        return name;
    }
}
