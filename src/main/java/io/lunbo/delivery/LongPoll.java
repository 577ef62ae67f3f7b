package io.lunbo.delivery;

import io.lunbo.manifest.ManifestBoard;
import io.lunbo.manifest.ManifestBoard.Posted;
import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A poll that is held until the manifest changes, the time is over or the player hangs up. */
final class LongPoll implements Consumer<Posted> {
    private final RoutingContext request;
    private final ManifestBoard board;
    private final UUID screenId;
    private final Posted seen;
    private final Context eventLoop;
    private long timer;
    private boolean over;

    LongPoll(RoutingContext request, ManifestBoard board, UUID screenId, Posted seen) {
        this.request = request;
        this.board = board;
        this.screenId = screenId;
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
        board.watch(screenId, this);
        // What came between the look at the board and the watch would else be missed.
        board.of(screenId).filter(posted -> posted.version() > seen.version()).ifPresent(this);
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

    /** Only ever on the event loop; true once. */
    private boolean end() {
        if (over) {
            return false;
        }
        over = true;
        request.vertx().cancelTimer(timer);
        board.unwatch(screenId, this);
        return true;
    }
}
