package io.lunbo.web;

import io.quarkus.logging.Log;
import io.vertx.core.json.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Problem documents for what fails below the endpoints: bodies over the limit, unreadable addresses, plain routes. */
@Singleton
final class LowLevelFailures {
    /** After the plain routes that come before everything else, so that their refusals come here. */
    private static final int FIRST = Integer.MIN_VALUE + 1;

    private static final Pattern SECRET_ADDRESS = Pattern.compile("^(/(?:player/(?:smil|m3u|xspf)|feeds)/)[^/.]+(.*)$");

    private final Texts texts;

    LowLevelFailures(Texts texts) {
        this.texts = texts;
    }

    void install(@Observes Router router) {
        for (int status : List.of(400, 404, 405, 406, 413, 414, 415, 431, 500, 503)) {
            router.errorHandler(status, context -> answer(context, status));
        }
        router.route().order(FIRST).failureHandler(this::answerProblem);
    }

    /** Before Quarkus' own answer, which knows no problem documents. */
    private void answerProblem(RoutingContext context) {
        known(context.failure()).ifPresentOrElse(problem -> send(context, problem), context::next);
    }

    private void answer(RoutingContext context, int status) {
        Throwable failure = context.failure();
        Problem problem = known(failure).orElseGet(() -> Problem.of(ProblemMapper.ofStatus(status), "-"));
        if (failure != null && problem.type() == ProblemType.UNEXPECTED) {
            Log.errorf(failure, "Unexpected: %s %s", context.request().method(), loggedPath(context));
        }
        send(context, problem);
    }

    private static Optional<Problem> known(Throwable failure) {
        return failure instanceof Problem problem
                ? Optional.of(problem)
                : ProblemMapper.DatabaseFailures.problem(failure);
    }

    private void send(RoutingContext context, Problem problem) {
        if (context.response().ended()) {
            return;
        }
        problem.retryAfterSeconds()
                .ifPresent(seconds -> context.response().putHeader("Retry-After", Integer.toString(seconds)));
        problem.challenge().ifPresent(challenge -> context.response().putHeader("WWW-Authenticate", challenge));
        context.response()
                .setStatusCode(problem.type().status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .putHeader("Cache-Control", "no-store")
                .end(Json.encode(problem.document(texts, Language.of(context))));
    }

    /** The path as it may be written to a log: where an address itself is the secret, without it. */
    static String loggedPath(RoutingContext context) {
        return SECRET_ADDRESS.matcher(context.normalizedPath()).replaceFirst("$1***$2");
    }
}
