package io.lunbo.web;

import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A refusal on its way to the caller: a type, the arguments of its sentence, and what else the document says. */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int SOON_SECONDS = 5;
    private static final String WHY_NOBODY = "lunbo.nobody";

    private final ProblemType type;
    private final transient Object[] arguments;
    private final transient List<Violation> violations = new ArrayList<>();
    private final transient Map<String, Object> extensions = new LinkedHashMap<>();

    /**
     * One field that is wrong.
     *
     * @param field the field's name as the caller wrote it
     * @param message a sentence in the caller's language, or a {@link Texts.Phrase} to be said in it
     */
    public record Violation(String field, Object message) {
        Violation in(Locale language, Texts texts) {
            return new Violation(field, texts.said(language, message));
        }
    }

    private Problem(ProblemType type, Object... arguments) {
        super(type.slug(), null, false, false); // a refusal is an answer, not a fault: no stack trace
        this.type = type;
        this.arguments = arguments;
    }

    /** A refusal; {@code arguments} fill the places of the type's sentence in the message bundle, in order. */
    public static Problem of(ProblemType type, Object... arguments) {
        return new Problem(type, arguments);
    }

    /** Names a wrong field; the sentence is already in the caller's language. */
    public Problem field(String field, String message) {
        violations.add(new Violation(field, message));
        return this;
    }

    /** Names a wrong field, for a deed that does not know the caller's language. */
    public Problem field(String field, Texts.Phrase message) {
        violations.add(new Violation(field, message));
        return this;
    }

    /** Adds a member to the problem document (RFC 9457, extension members). */
    public Problem with(String name, Object value) {
        extensions.put(name, value);
        return this;
    }

    /** What is refused. */
    public ProblemType type() {
        return type;
    }

    /** The sentence that says why, for a page that keeps what was typed instead of showing the document. */
    public String sentence(Language language) {
        return language.text(type.key() + "_detail", arguments);
    }

    /** The same for whoever reads another language than this request's. */
    public String sentence(Texts texts, Locale language) {
        return texts.of(language, type.key() + "_detail", arguments);
    }

    /** What is wrong with a field, where that is known. */
    public Optional<String> sentence(String field, Language language) {
        return violations.stream()
                .filter(violation -> violation.field().equals(field))
                .map(violation -> String.valueOf(language.said(violation.message())))
                .findFirst();
    }

    Object[] arguments() {
        return arguments;
    }

    List<Violation> violations() {
        return violations;
    }

    /** What else the document says. */
    public Map<String, Object> extensions() {
        return extensions;
    }

    /** When it is worth coming again; empty where nothing will have changed by then. */
    Optional<Integer> retryAfterSeconds() {
        if (extensions.get("retryAfterSeconds") instanceof Number seconds) {
            return Optional.of(seconds.intValue());
        }
        return type == ProblemType.UNAVAILABLE ? Optional.of(SOON_SECONDS) : Optional.empty();
    }

    /** Keeps why somebody who shows something is nobody, for the answer to say so. */
    public void nobody(RoutingContext context) {
        context.put(WHY_NOBODY, this);
    }

    static Optional<Problem> whyNobody(RoutingContext context) {
        return Optional.ofNullable(context.get(WHY_NOBODY));
    }

    /** What the caller has to show ({@code WWW-Authenticate}); empty where that is not what is missing. */
    Optional<String> challenge() {
        return switch (type) {
            case UNAUTHENTICATED -> Optional.of("Bearer");
            case POSSESSION_NOT_PROVED -> Optional.of("DPoP error=\"invalid_dpop_proof\", algs=\"ES256\"");
            default -> Optional.empty();
        };
    }

    /** The media type of a problem document. */
    static final String MEDIA_TYPE = "application/problem+json";

    /** This refusal as RFC 9457 writes it. */
    Map<String, Object> document(Texts texts, Locale reader) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", type.slug());
        document.put("title", texts.of(reader, type.key()));
        document.put("status", type.status());
        document.put("detail", texts.of(reader, type.key() + "_detail", arguments));
        if (!violations.isEmpty()) {
            document.put(
                    "violations",
                    violations.stream()
                            .map(violation -> violation.in(reader, texts))
                            .toList());
        }
        document.putAll(extensions);
        return document;
    }
}
