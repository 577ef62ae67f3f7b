package io.lunbo.delivery;

import io.lunbo.access.PlayerPrincipal;
import io.lunbo.manifest.ManifestBoard;
import io.lunbo.manifest.ManifestBoard.Posted;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A poll that is held until the manifest changes, the time is over, the token is taken away or the player hangs up. */
final class LongPoll implements Consumer<Posted> {
    private final RoutingContext request;
    private final ManifestBoard board;
    private final WaitingPolls waiting;
    private final PlayerPrincipal player;
    private final Posted seen;
    private final Context eventLoop;
    private long timer;
    private boolean over;

    LongPoll(RoutingContext request, ManifestBoard board, WaitingPolls waiting, PlayerPrincipal player, Posted seen) {
        this.request = request;
        this.board = board;
        this.waiting = waiting;
        this.player = player;
        this.seen = seen;
        this.eventLoop = request.vertx().getOrCreateContext();
    }

    void begin(int seconds) {
        timer = request.vertx().setTimer(TimeUnit.SECONDS.toMillis(seconds), fired -> {
            if (end()) {
                ManifestRoute.sendUnchanged(request.response(), seen);
            }
        });
        request.response().closeHandler(closed -> end());
        board.watch(player.screenId(), this);
        waiting.add(player.playerId(), this);
        // What came between the look at the board and the watch would else be missed.
        judge();
        board.of(player.screenId())
                .filter(posted -> posted.version() > seen.version())
                .ifPresent(this);
    }

    /** Called on whatever thread has posted the new one. */
    @Override
    public void accept(Posted posted) {
        eventLoop.runOnContext(now -> {
            if (end()) {
                ManifestRoute.send(request.response(), posted);
            }
        });
    }

    /** The player's tokens have changed; called on whatever thread. A token that is good no longer ends the wait with a refusal. */
    void judgeToken() {
        eventLoop.runOnContext(now -> judge());
    }

    private void judge() {
        if (!waiting.stillAdmits(request) && end()) {
            request.fail(Problem.of(ProblemType.UNAUTHENTICATED));
        }
    }

    /** Only ever on the event loop; true once. */
    private boolean end() {
        if (over) {
            return false;
        }
        over = true;
        request.vertx().cancelTimer(timer);
        board.unwatch(player.screenId(), this);
        waiting.remove(player.playerId(), this);
        return true;
    }
}
