package io.lunbo.delivery;

import io.lunbo.access.PlayerPrincipal;
import io.lunbo.access.PlayerTokens;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Lets players in on the event loop, and tells every one of them the time. */
@Singleton
final class PlayerDoor {
    /** Before everything that Quarkus does for endpoints: these routes need none of it. */
    static final int FIRST = Integer.MIN_VALUE;

    private static final String BEARER = "bearer ";
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final PlayerTokens tokens;
    private final Clock clock;
    private volatile Second second = new Second(Long.MIN_VALUE, "");

    private record Second(long epoch, CharSequence text) {}

    PlayerDoor(PlayerTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** The endpoints below this path tell the same time as the routes. */
    void install(@Observes Router router) {
        router.route("/player/v1/*").order(FIRST + 1).handler(context -> {
            tellTime(context.response());
            context.next();
        });
    }

    /** Who asks; refused as unauthenticated where the token is missing, wrong or revoked. */
    PlayerPrincipal admit(RoutingContext context) {
        tellTime(context.response());
        String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        PlayerPrincipal player = header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? tokens.authenticate(header.substring(BEARER.length()).trim()).orElse(null)
                : null;
        if (player == null) {
            context.response().putHeader("WWW-Authenticate", "Bearer");
            throw Problem.of(ProblemType.UNAUTHENTICATED);
        }
        return player;
    }

    /** {@code Date} is the players' reference clock: it shows the one clock of the house, also where that is shifted. */
    private void tellTime(HttpServerResponse response) {
        response.putHeader(HttpHeaders.DATE, date(clock.instant()));
    }

    private CharSequence date(Instant now) {
        Second current = second;
        if (current.epoch != now.getEpochSecond()) {
            current = new Second(now.getEpochSecond(), HttpHeaders.createOptimized(HTTP_DATE.format(now)));
            second = current;
        }
        return current.text;
    }
}
