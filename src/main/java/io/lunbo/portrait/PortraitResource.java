package io.lunbo.portrait;

import io.lunbo.media.Media;
import io.lunbo.portrait.PortraitView.Seen;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** How a film looks and sounds, over REST. */
@Path("/api/v1/portraits/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "media")
public class PortraitResource {
    private final PortraitView view;

    PortraitResource(PortraitView view) {
        this.view = view;
    }

    /** A media that looks alike. */
    public record Twin(UUID id, String title, String sha256) {}

    /**
     * A portrait.
     *
     * @param made whether it is there yet
     * @param loudnessLufs by EBU R 128; null for what is silent
     * @param twins media that look like it, whatever they are packed in
     */
    public record PortraitDocument(
            boolean made, Double loudnessLufs, Double truePeakDbtp, Double loudnessRangeLu, List<Twin> twins) {}

    /** Tells how it looks and sounds. */
    @GET
    @Operation(summary = "How loud a media is, and which others look like it")
    public PortraitDocument get(@RestPath UUID id) {
        Seen seen = view.of(id);
        Portrait portrait = seen.portrait();
        if (portrait == null) {
            return new PortraitDocument(false, null, null, null, List.of());
        }
        List<Twin> twins = seen.twins().stream().map(PortraitResource::twin).toList();
        return new PortraitDocument(
                true, portrait.loudnessLufs(), portrait.truePeak(), portrait.loudnessRange(), twins);
    }

    private static Twin twin(Media media) {
        return new Twin(media.id(), media.title(), media.sha256());
    }
}
