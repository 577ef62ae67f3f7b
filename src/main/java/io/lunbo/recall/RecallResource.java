package io.lunbo.recall;

import io.lunbo.recall.Recall.Gap;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The same as JSON. */
@Path("/api/v1/recalls")
@Authenticated
@Tag(name = "recalls")
public class RecallResource {
    private static final int SHOWN = 100;

    private final SheetRecall recalls;

    /**
     * What one withdrawn approval, or rights that end sooner, took off the screens.
     *
     * @param reviewId whose approval was withdrawn; null where rights end sooner
     * @param mediaId the media whose rights end sooner, else null
     * @param reason why; of rights, the last day
     * @param gaps what screens' days lack now
     * @param seenAt when a scheduler has seen it; null where nobody has
     */
    public record RecallDocument(
            UUID id,
            UUID reviewId,
            UUID mediaId,
            String sha256,
            String title,
            String reason,
            String by,
            Instant at,
            List<Gap> gaps,
            Instant seenAt) {
        static RecallDocument of(Recall recall) {
            return new RecallDocument(
                    recall.id(),
                    recall.reviewId(),
                    recall.mediaId(),
                    recall.mediaSha256(),
                    recall.title(),
                    recall.reason(),
                    recall.byName(),
                    recall.at(),
                    recall.gaps(),
                    recall.seenAt());
        }
    }

    RecallResource(SheetRecall recalls) {
        this.recalls = recalls;
    }

    /** The newest ones. */
    @GET
    @Operation(summary = "What withdrawn approvals took off the screens, and where there are gaps now")
    public List<RecallDocument> list() {
        return recalls.newest(SHOWN).stream().map(RecallDocument::of).toList();
    }
}
