package io.lunbo.delivery;

import io.lunbo.access.PlayerPrincipal;
import io.lunbo.manifest.ManifestBoard;
import io.lunbo.manifest.ManifestBoard.Posted;
import io.lunbo.manifest.ManifestIssuing;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** {@code GET /player/v1/manifest}: what this player's screen must do, at once or when it changes. */
@Singleton
final class ManifestRoute {
    private static final CharSequence REVALIDATED = HttpHeaders.createOptimized("private, no-cache");
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence AS_IT_IS = HttpHeaders.createOptimized("identity");

    private final PlayerDoor door;
    private final ManifestBoard board;
    private final ManifestIssuing issuing;
    private final WaitingPolls waiting;
    private final LongAdder polls = new LongAdder();

    ManifestRoute(
            PlayerDoor door, ManifestBoard board, ManifestIssuing issuing, WaitingPolls waiting, MeterRegistry meters) {
        FunctionCounter.builder("lunbo.player.polls", polls, LongAdder::sum)
                .description("polls of the manifest, whatever was answered")
                .register(meters);
        this.door = door;
        this.board = board;
        this.issuing = issuing;
        this.waiting = waiting;
    }

    void install(@Observes Router router) {
        router.get("/player/v1/manifest").order(PlayerDoor.POLL).handler(this::answer);
    }

    private void answer(RoutingContext context) {
        polls.increment();
        door.admit(
                context,
                player -> board.of(player.screenId())
                        .ifPresentOrElse(posted -> answer(context, player, posted), () -> issueFirst(context, player)));
    }

    private void answer(RoutingContext context, PlayerPrincipal player, Posted posted) {
        if (!EntityTags.match(context.request().headers(), posted.etag())) {
            send(context.response(), posted);
            return;
        }
        int seconds = Preference.wait(context.request().headers());
        if (seconds == 0) {
            sendUnchanged(context.response(), posted);
        } else {
            context.response().putHeader("Preference-Applied", "wait=" + seconds);
            new LongPoll(context, board, waiting, player, posted).begin(seconds);
        }
    }

    /** A screen that was registered a moment ago, maybe on another node. */
    private void issueFirst(RoutingContext context, PlayerPrincipal player) {
        context.vertx()
                .executeBlocking(() -> {
                    issuing.renew(List.of(player.screenId()));
                    return board.of(player.screenId()).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
                })
                .onSuccess(posted -> answer(context, player, posted))
                .onFailure(context::fail);
    }

    static void send(HttpServerResponse response, Posted posted) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, JSON)
                .putHeader(HttpHeaders.CONTENT_ENCODING, AS_IT_IS)
                .putHeader(HttpHeaders.CACHE_CONTROL, REVALIDATED)
                .putHeader(HttpHeaders.ETAG, posted.etagHeader())
                .end(posted.body());
    }

    static void sendUnchanged(HttpServerResponse response, Posted posted) {
        response.setStatusCode(304)
                .putHeader(HttpHeaders.CACHE_CONTROL, REVALIDATED)
                .putHeader(HttpHeaders.ETAG, posted.etagHeader())
                .end();
    }
}
