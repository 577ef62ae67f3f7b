package io.lunbo.comparison;

import io.lunbo.comparison.ComparedSheets.Compared;
import io.lunbo.comparison.SheetComparison.Change;
import io.lunbo.comparison.SheetComparison.Count;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Two versions compared, as JSON. */
@Path("/api/v1/sheet-comparisons")
@Authenticated
@Tag(name = "sheets")
public class ComparisonResource {
    private final ComparedSheets compared;

    ComparisonResource(ComparedSheets compared) {
        this.compared = compared;
    }

    /**
     * What is different.
     *
     * @param same plays that are in both at the same time
     * @param counts how often each item plays in either
     * @param changes plays that moved, came or went, in order of time; starts in milliseconds from midnight
     */
    public record ComparisonDocument(
            UUID before,
            UUID after,
            int same,
            long moved,
            long added,
            long removed,
            List<Count> counts,
            List<Change> changes) {}

    /** Compares. */
    @GET
    @Operation(summary = "What moved, came and went between two versions of a day")
    public ComparisonDocument compare(@RestQuery UUID before, @RestQuery UUID after) {
        Compared found = compared.of(before, after);
        return new ComparisonDocument(
                before,
                after,
                found.comparison().same(),
                found.moved(),
                found.added(),
                found.removed(),
                found.comparison().counts(),
                found.comparison().changes());
    }
}
