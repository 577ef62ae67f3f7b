package io.lunbo.upkeep;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.custody.Damage;
import io.lunbo.custody.Damages;
import io.lunbo.upkeep.OrphanSweep.Orphan;
import io.lunbo.upkeep.ScrubRound.Progress;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** How what is stored is: what is damaged, how far the reading is, what would be swept. */
@Path("/storage")
@Produces(MediaType.TEXT_HTML)
public class StoragePages {
    private static final int SHOWN = 200;

    private final Damages damages;
    private final ScrubRound round;
    private final Scrub scrub;
    private final OrphanSweep sweep;
    private final CurrentOperator operator;

    /** What the page shows. */
    record View(List<Damage> damaged, Progress progress) {
        public String read() {
            return size(progress.bytes());
        }

        public String lastRead() {
            return size(progress.endedBytes());
        }
    }

    /** Files that nobody owns. */
    record Orphans(List<Orphan> files, int most) {
        public String total() {
            return size(files.stream().mapToLong(Orphan::bytes).sum());
        }

        public boolean cut() {
            return files.size() >= most;
        }

        public String sizeOf(Orphan one) {
            return size(one.bytes());
        }
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance storage(View view);

        static native TemplateInstance orphans(Orphans orphans);

        static native TemplateInstance swept(Orphans orphans);

        static native TemplateInstance notice(long damaged);

        private Templates() {}
    }

    StoragePages(Damages damages, ScrubRound round, Scrub scrub, OrphanSweep sweep, CurrentOperator operator) {
        this.damages = damages;
        this.round = round;
        this.scrub = scrub;
        this.sweep = sweep;
        this.operator = operator;
    }

    /** The page. */
    @GET
    @RolesAllowed(Role.Names.ADMINISTRATOR)
    public TemplateInstance storage() {
        return Templates.storage(new View(damages.open(SHOWN), round.progress()));
    }

    /** How many files are damaged, as a fragment for other pages. */
    @GET
    @Path("/notice")
    @Authenticated
    public TemplateInstance notice() {
        return Templates.notice(damages.openCount());
    }

    /** What would be swept. */
    @GET
    @Path("/orphans")
    @RolesAllowed(Role.Names.ADMINISTRATOR)
    public TemplateInstance orphans() throws IOException {
        return Templates.orphans(new Orphans(sweep.orphans(SHOWN), SHOWN));
    }

    /** Sweeps now. */
    @POST
    @Path("/sweep")
    @RolesAllowed(Role.Names.ADMINISTRATOR)
    public TemplateInstance sweep() throws IOException {
        return Templates.swept(new Orphans(sweep.sweep(operator.account()), Integer.MAX_VALUE));
    }

    /** Looks whether what was damaged is whole again. */
    @POST
    @Path("/look-again")
    @RolesAllowed(Role.Names.ADMINISTRATOR)
    public Response lookAgain() {
        scrub.lookAgain();
        return Response.seeOther(URI.create("/storage")).build();
    }

    private static String size(long bytes) {
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : bytes < 1_000_000_000
                        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
