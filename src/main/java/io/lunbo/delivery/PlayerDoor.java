package io.lunbo.delivery;

import io.lunbo.access.PlayerPrincipal;
import io.lunbo.access.PlayerTokens.Holder;
import io.lunbo.possession.PlayerAdmission;
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
import java.util.function.Consumer;

/** Lets players in on the event loop, and tells every one of them the time. */
@Singleton
final class PlayerDoor {
    /** The poll comes more often than all else together: no pattern of another route is tried on it. */
    static final int POLL = Integer.MIN_VALUE;

    /** Before everything that Quarkus does for endpoints: these routes need none of it. */
    static final int FIRST = POLL + 1;

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final PlayerAdmission admission;
    private final Clock clock;
    private volatile Second second = new Second(Long.MIN_VALUE, "");

    private record Second(long epoch, CharSequence text) {}

    PlayerDoor(PlayerAdmission admission, Clock clock) {
        this.admission = admission;
        this.clock = clock;
    }

    /** The endpoints below this path tell the same time as the routes. */
    void install(@Observes Router router) {
        router.route("/player/v1/*").order(FIRST + 1).handler(context -> {
            tellTime(context.response());
            context.next();
        });
    }

    /**
     * Goes on with who asks; refused as unauthenticated where the token is missing, wrong or revoked, and where the proof of
     * possession that it is bound to does not count.
     *
     * <p>Whoever has no key goes on at once. A signature takes about a millisecond to verify, for which the event loop
     * would stand still, a hundred times in a row when a city's screens poll together: that is done beside it.
     */
    void admit(RoutingContext context, Consumer<PlayerPrincipal> rest) {
        tellTime(context.response());
        Holder holder = admission.holder(context.request()).orElseThrow(() -> Problem.of(ProblemType.UNAUTHENTICATED));
        if (!holder.bound()) {
            rest.accept(admission.admit(holder, context.request()));
            return;
        }
        context.vertx()
                .executeBlocking(() -> admission.admit(holder, context.request()), false)
                .onSuccess(player -> goOn(context, player, rest))
                .onFailure(context::fail);
    }

    /** Whether the token with which the request was let in is still good. */
    boolean stillAdmits(RoutingContext context) {
        return admission.holder(context.request()).isPresent();
    }

    /** A refusal after a wait becomes the answer as it would have before; to one who has hung up nothing is said. */
    private static void goOn(RoutingContext context, PlayerPrincipal player, Consumer<PlayerPrincipal> rest) {
        if (context.response().closed()) {
            return;
        }
        try {
            rest.accept(player);
        } catch (RuntimeException failure) {
            context.fail(failure);
        }
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
