package io.lunbo.delivery;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** {@code GET,HEAD /player/v1/media/{sha256}}: released files by their hash, straight from the disk. */
@Singleton
final class MediaRoute {
    private final PlayerDoor door;
    private final ReleasedFiles files;

    MediaRoute(PlayerDoor door, ReleasedFiles files) {
        this.door = door;
        this.files = files;
    }

    void install(@Observes Router router) {
        router.route("/player/v1/media/:sha256")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .order(PlayerDoor.FIRST)
                .handler(this::answer);
    }

    private void answer(RoutingContext context) {
        door.admit(context, player -> files.send(context, player.screenId(), context.pathParam("sha256")));
    }
}
