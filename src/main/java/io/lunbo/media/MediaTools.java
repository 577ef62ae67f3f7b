package io.lunbo.media;

import io.lunbo.film.DeliveryMaking;
import io.lunbo.film.FilmTools;
import io.lunbo.film.MediaInspection;
import io.lunbo.film.PortraitMaking;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the tools and the store for this installation, each when it is needed first. */
@Singleton
final class MediaTools {
    private final MediaConfig config;
    private final Path data;
    private final Path cache;

    MediaTools(
            MediaConfig config,
            @ConfigProperty(name = "lunbo.data", defaultValue = "data") Path data,
            @ConfigProperty(name = "lunbo.cache", defaultValue = "${user.home}/.cache/lunbo") Path cache) {
        this.config = config;
        this.data = data;
        this.cache = cache;
    }

    @Produces
    @Singleton
    FilmTools filmTools() throws IOException {
        return config.ffmpeg().isPresent()
                ? FilmTools.installedIn(config.ffmpeg().get())
                : FilmTools.bundled(cache);
    }

    @Produces
    @Singleton
    MediaInspection inspection(FilmTools tools) {
        return new MediaInspection(tools, config.inspectionGrace());
    }

    @Produces
    @Singleton
    DeliveryMaking deliveryMaking(FilmTools tools) {
        return new DeliveryMaking(tools, config.inspectionGrace());
    }

    @Produces
    @Singleton
    PortraitMaking portraitMaking(FilmTools tools) {
        return new PortraitMaking(tools, config.inspectionGrace());
    }

    @Produces
    @Singleton
    MediaStore store() throws IOException {
        return new MediaStore(data.resolve("media"));
    }
}
