package io.lunbo.web;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What is wrong with a form that was sent: a sentence beside each wrong field, or one above them all.
 *
 * @param general the sentence above the form; null where the fields say it all
 * @param fields sentences by field
 * @param differences what somebody else changed meanwhile
 */
public record FormErrors(String general, Map<String, String> fields, List<Difference> differences) {
    /**
     * A field that somebody else changed while a person typed.
     *
     * @param label the key of the field's name
     * @param theirs what is saved now
     * @param yours what the person typed
     */
    public record Difference(String label, String theirs, String yours) {
        /** Whether both changed it: the person has to choose. */
        public boolean both() {
            return !Objects.equals(theirs, yours);
        }

        /**
         * What the other changed, in the order of the form.
         *
         * @param before what both saw by field; null where it is not remembered: then all in which the two differ
         */
        static List<Difference> between(
                Map<String, String> before, Map<String, String> theirs, Map<String, String> yours) {
            List<Difference> found = new ArrayList<>();
            theirs.forEach((label, saved) -> {
                String now = plain(saved);
                String typed = plain(yours.get(label));
                String then = before == null ? typed : plain(before.get(label));
                if (!now.equals(then)) {
                    found.add(new Difference(label, now, typed));
                }
            });
            return found;
        }

        private static String plain(String text) {
            return text == null ? "" : text.strip();
        }
    }

    /** Nobody else changed anything. */
    public FormErrors(String general, Map<String, String> fields) {
        this(general, fields, List.of());
    }

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

    /**
     * What somebody else changed meanwhile in place of the sentence above the form: saving again is then a choice made knowing of it.
     *
     * @param before what both saw, by the key of the field's name; null where it is not remembered
     * @param theirs what is saved now
     * @param yours what the person typed
     */
    public FormErrors beside(Map<String, String> before, Map<String, String> theirs, Map<String, String> yours) {
        List<Difference> found = Difference.between(before, theirs, yours);
        return found.isEmpty() ? this : new FormErrors(null, fields, found);
    }

    /** The sentence beside a field; null where it is right. */
    public String at(String field) {
        return fields.get(field);
    }

    /** The last name on the path that a person knows: of {@code facts.screens[].<element>} it is {@code screens}. */
    static String field(Path path) {
        String name = "";
        for (Path.Node node : path) {
            boolean named = node.getName() != null && !node.getName().startsWith("<");
            name = named ? node.getName() : name;
        }
        return name;
    }
}
