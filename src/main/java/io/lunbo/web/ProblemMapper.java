package io.lunbo.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkus.logging.Log;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.persistence.OptimisticLockException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever an endpoint throws into a problem document, or into a page where a person is looking. */
@Singleton
final class ProblemMapper {
    private final Texts texts;
    private final Template page;

    ProblemMapper(Texts texts, @Location("problem") Template page) {
        this.texts = texts;
        this.page = page;
    }

    @ServerExceptionMapper
    Response problem(Problem problem, RoutingContext context) {
        Locale language = Language.of(context);
        Map<String, Object> document = problem.document(texts, language);
        Response.ResponseBuilder response = Response.status(problem.type().status());
        problem.challenge().ifPresent(challenge -> response.header("WWW-Authenticate", challenge));
        problem.retryAfterSeconds().ifPresent(seconds -> response.header("Retry-After", seconds));
        response.header("Cache-Control", "no-store");
        if (wantsPage(context)) {
            return response.type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                    .entity(page.data("problem", document).render())
                    .build();
        }
        return response.type(Problem.MEDIA_TYPE).entity(document).build();
    }

    @ServerExceptionMapper
    Response invalid(ConstraintViolationException e, RoutingContext context) {
        Problem problem = Problem.of(ProblemType.INVALID_INPUT);
        for (ConstraintViolation<?> violation : e.getConstraintViolations()) {
            problem.field(FormErrors.field(violation.getPropertyPath()), violation.getMessage());
        }
        return problem(problem, context);
    }

    @ServerExceptionMapper(priority = 1)
    Response json(JsonProcessingException e, RoutingContext context) {
        return problem(ofJson(e, Language.of(context)), context);
    }

    /** The platform's own mapper of this type is nearer to it than the one above and would answer in its own form. */
    @ServerExceptionMapper
    Response mismatched(MismatchedInputException e, RoutingContext context) {
        return json(e, context);
    }

    @ServerExceptionMapper
    Response webApplication(WebApplicationException e, RoutingContext context) {
        if (e.getCause() instanceof JsonProcessingException cause) {
            return json(cause, context);
        }
        int status = e.getResponse().getStatus();
        if (status < 400) {
            return e.getResponse();
        }
        Optional<String> unreadable =
                e instanceof NotFoundException ? unreadable(e.getCause(), context) : Optional.empty();
        if (unreadable.isPresent()) {
            Problem problem = Problem.of(ProblemType.INVALID_INPUT)
                    .field(unreadable.get(), texts.of(Language.of(context), "problem_field_unreadable"));
            return problem(problem, context);
        }
        return status >= 500 ? unexpected(e, context) : problem(Problem.of(ofStatus(status)), context);
    }

    @ServerExceptionMapper
    Response unauthenticated(UnauthorizedException e, RoutingContext context) {
        if (wantsPage(context) && context.request().method().name().equals("GET")) {
            return Response.seeOther(URI.create(
                            "/login?next=" + URLEncoder.encode(context.request().uri(), StandardCharsets.UTF_8)))
                    .build();
        }
        return problem(Problem.whyNobody(context).orElseGet(() -> Problem.of(ProblemType.UNAUTHENTICATED)), context);
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException e, RoutingContext context) {
        return problem(Problem.of(ProblemType.FORBIDDEN), context);
    }

    @ServerExceptionMapper
    Response changedMeanwhile(OptimisticLockException e, RoutingContext context) {
        return problem(Problem.of(ProblemType.CONFLICT), context);
    }

    @ServerExceptionMapper
    Response unexpected(Throwable e, RoutingContext context) {
        Optional<Problem> known = DatabaseFailures.problem(e);
        if (known.isPresent()) {
            return problem(known.get(), context);
        }
        String reference = UUID.randomUUID().toString();
        Log.errorf(
                e,
                "Unexpected, reference %s: %s %s",
                reference,
                context.request().method(),
                LowLevelFailures.loggedPath(context));
        return problem(Problem.of(ProblemType.UNEXPECTED, reference).with("reference", reference), context);
    }

    /**
     * The parameter behind the question mark that could not be read. The platform says "not found" of those as of ids in a
     * path, and only the converter's words tell which value it was.
     */
    private static Optional<String> unreadable(Throwable cause, RoutingContext context) {
        String said = cause == null ? null : cause.getMessage();
        return said == null
                ? Optional.empty()
                : context.queryParams().entries().stream()
                        .filter(parameter -> names(said, parameter.getValue()))
                        .map(Map.Entry::getKey)
                        .findFirst();
    }

    private static boolean names(String said, String value) {
        return Stream.of('"' + value + '"', '\'' + value + '\'').anyMatch(said::contains)
                || Stream.of('.' + value, ": " + value).anyMatch(said::endsWith);
    }

    static ProblemType ofStatus(int status) {
        return switch (status) {
            case 401 -> ProblemType.UNAUTHENTICATED;
            case 403 -> ProblemType.FORBIDDEN;
            case 404 -> ProblemType.NOT_FOUND;
            case 405 -> ProblemType.METHOD_NOT_ALLOWED;
            case 406 -> ProblemType.NOT_ACCEPTABLE;
            case 409 -> ProblemType.CONFLICT;
            case 413 -> ProblemType.BODY_TOO_LARGE;
            case 415 -> ProblemType.UNSUPPORTED_TYPE;
            case 416 -> ProblemType.RANGE_NOT_SATISFIABLE;
            default -> status >= 500 ? ProblemType.UNEXPECTED : ProblemType.MALFORMED_REQUEST;
        };
    }

    static boolean wantsPage(RoutingContext context) {
        String path = context.normalizedPath();
        String accept = context.request().getHeader("Accept");
        return !path.startsWith("/api/")
                && !path.startsWith("/player/")
                && accept != null
                && accept.contains("text/html");
    }

    private Problem ofJson(JsonProcessingException e, Locale language) {
        if (e instanceof StreamConstraintsException || e.getCause() instanceof StreamConstraintsException) {
            Throwable constraint = e instanceof StreamConstraintsException ? e : e.getCause();
            boolean tooDeep = String.valueOf(constraint.getMessage()).contains("nesting depth");
            return Problem.of(tooDeep ? ProblemType.BODY_TOO_DEEP : ProblemType.BODY_TOO_LARGE);
        }
        if (e instanceof JsonMappingException mapping) {
            Optional<String> field = mapping.getPath().stream()
                    .map(JsonMappingException.Reference::getFieldName)
                    .filter(Objects::nonNull) // an element of a list has none of its own
                    .reduce((outer, inner) -> inner);
            if (field.isPresent()) {
                return Problem.of(ProblemType.INVALID_INPUT).field(field.get(), whyUnreadable(mapping, language));
            }
        }
        return Problem.of(ProblemType.BODY_NOT_JSON);
    }

    private String whyUnreadable(JsonMappingException e, Locale language) {
        if (e instanceof UnrecognizedPropertyException) {
            return texts.of(language, "problem_field_unknown");
        }
        if (e instanceof InvalidFormatException format && format.getTargetType().isEnum()) {
            String known = Stream.of(format.getTargetType().getEnumConstants())
                    .map(String::valueOf)
                    .collect(Collectors.joining(", "));
            return texts.of(language, "problem_field_one_of", known);
        }
        // Jackson has no exception of its own for a number that is not there.
        boolean missing = e instanceof MismatchedInputException
                && String.valueOf(e.getOriginalMessage()).startsWith("Cannot map `null` into type");
        return texts.of(language, missing ? "problem_field_missing" : "problem_field_unreadable");
    }

    /** What the database's own refusals mean to a caller, however deep they lie in what was thrown. */
    static final class DatabaseFailures {
        private static final int CANNOT_COMPARE = 1267;
        // 1020 changed since last read, 1047 node not ready, 1053 shutting down, 1180 commit failed, 1205 lock wait,
        // 1213 deadlock, 1927 connection killed
        private static final Set<Integer> DISK_FULL = Set.of(1021, 1114);
        private static final Set<Integer> PASSING = Set.of(1020, 1047, 1053, 1180, 1205, 1213, 1927);

        private DatabaseFailures() {}

        /** The refusal that a failure comes down to; empty where it is something else, or nobody's but ours. */
        static Optional<Problem> problem(Throwable failure) {
            return first(failure, Collections.newSetFromMap(new IdentityHashMap<>()));
        }

        private static Optional<Problem> first(Throwable failure, Set<Throwable> seen) {
            if (failure == null || !seen.add(failure)) {
                return Optional.empty();
            }
            Optional<Problem> found = failure instanceof SQLException sql ? of(sql) : Optional.empty();
            found = found.or(() -> first(failure.getCause(), seen));
            for (Throwable suppressed : failure.getSuppressed()) { // what a commit met hangs there
                found = found.or(() -> first(suppressed, seen));
            }
            return found;
        }

        private static Optional<Problem> of(SQLException e) {
            if (e.getErrorCode() == CANNOT_COMPARE) {
                // What no row can be called: the database refuses to compare a key of ASCII with anything else.
                return Optional.of(Problem.of(ProblemType.NOT_FOUND));
            }
            if (DISK_FULL.contains(e.getErrorCode())) {
                Log.errorf("The database's disk is full: %s", e.getMessage());
                return Optional.of(Problem.of(ProblemType.STORAGE_FULL));
            }
            if (passes(e)) {
                Log.warnf("The database does not answer: %s", e.getMessage());
                return Optional.of(Problem.of(ProblemType.UNAVAILABLE));
            }
            return Optional.empty();
        }

        private static boolean passes(SQLException e) {
            String state = e.getSQLState() == null ? "" : e.getSQLState();
            return PASSING.contains(e.getErrorCode())
                    || state.startsWith("08")
                    || state.startsWith("40")
                    || e instanceof SQLTransientException
                    || e instanceof SQLRecoverableException
                    || String.valueOf(e.getMessage()).contains("cquisition timeout")
                    || String.valueOf(e.getMessage()).contains("Failed to enlist"); // a connection that has just died
        }
    }
}
