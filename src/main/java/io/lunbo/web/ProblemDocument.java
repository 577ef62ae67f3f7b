package io.lunbo.web;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A refusal as RFC 9457 writes it. */
final class ProblemDocument {
    static final String MEDIA_TYPE = "application/problem+json";

    private ProblemDocument() {}

    static Map<String, Object> of(Problem problem, Texts texts, Locale language) {
        Map<String, Object> document = new LinkedHashMap<>();
        ProblemType type = problem.type();
        document.put("type", type.slug());
        document.put("title", texts.of(language, type.key()));
        document.put("status", type.status());
        document.put("detail", detail(problem, texts, language));
        if (!problem.violations().isEmpty()) {
            document.put(
                    "violations",
                    problem.violations().stream()
                            .map(violation -> violation.in(language, texts))
                            .toList());
        }
        document.putAll(problem.extensions());
        return document;
    }

    private static String detail(Problem problem, Texts texts, Locale language) {
        return texts.of(language, problem.type().key() + "_detail", problem.arguments());
    }
}
