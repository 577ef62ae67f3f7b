package io.lunbo.upkeep;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.custody.Damage;
import io.lunbo.custody.Damages;
import io.lunbo.upkeep.OrphanSweep.Orphan;
import io.lunbo.upkeep.ScrubRound.Progress;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** How what is stored is, over REST. */
@Path("/api/v1/storage")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.Names.ADMINISTRATOR)
@Tag(name = "storage")
public class StorageResource {
    private static final int SHOWN = 1000;

    private final Damages damages;
    private final ScrubRound round;
    private final OrphanSweep sweep;
    private final CurrentOperator operator;

    /**
     * A damaged file.
     *
     * @param owner what it is: ORIGINAL, DELIVERY, PORTRAIT, BITMAP or STANDBY
     * @param remaking whether it is made anew
     */
    public record DamagedFile(String sha256, String owner, Damage.Fault fault, boolean remaking, Instant foundAt) {
        static DamagedFile of(Damage damage) {
            return new DamagedFile(
                    damage.sha256(), damage.owner(), damage.fault(), damage.remaking(), damage.foundAt());
        }
    }

    /** What is damaged, at most 1000 files, and how far the reading is. */
    public record StorageState(long damaged, List<DamagedFile> files, Progress scrub) {}

    /** Files that were swept. */
    public record Swept(long files, long bytes) {}

    StorageResource(Damages damages, ScrubRound round, OrphanSweep sweep, CurrentOperator operator) {
        this.damages = damages;
        this.round = round;
        this.sweep = sweep;
        this.operator = operator;
    }

    /** How it is. */
    @GET
    @Operation(summary = "Damaged files, and how far the reading of all files is")
    public StorageState state() {
        List<DamagedFile> files =
                damages.open(SHOWN).stream().map(DamagedFile::of).toList();
        return new StorageState(damages.openCount(), files, round.progress());
    }

    /** What would be swept; nothing is touched. */
    @GET
    @Path("/orphans")
    @Operation(summary = "The files that a sweep would remove")
    public List<Orphan> orphans(@RestQuery @DefaultValue("200") @Min(1) @Max(SHOWN) int limit) throws IOException {
        return sweep.orphans(limit);
    }

    /** Sweeps now. */
    @POST
    @Path("/sweep")
    @Operation(summary = "Remove files that nobody uses and that are past the time for which they are kept")
    public Swept sweep() throws IOException {
        List<Orphan> gone = sweep.sweep(operator.account());
        return new Swept(gone.size(), gone.stream().mapToLong(Orphan::bytes).sum());
    }
}
