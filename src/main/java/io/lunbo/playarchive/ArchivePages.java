package io.lunbo.playarchive;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;

/** Which plays are archived, and the button that puts a month of them back. */
@Path("/play-archives")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({Role.Names.INSPECTOR, Role.Names.ADMINISTRATOR})
public class ArchivePages {
    private static final int LISTED = 500;

    private final PlayArchiveRepository archives;
    private final PlayArchiving archiving;
    private final PlayRetention retention;
    private final ScreenRepository screens;
    private final CurrentOperator operator;
    private final Clock clock;

    /** An archive with its screen, null where that is not known any more. */
    public record Row(PlayArchive archive, Screen screen) {
        /** Its size for people. */
        public String megabytes() {
            return BigDecimal.valueOf(archive.bytes())
                    .divide(BigDecimal.valueOf(1_000_000), 2, RoundingMode.UP)
                    .toPlainString();
        }
    }

    /**
     * What the page shows.
     *
     * @param keptFrom plays that began on that day or later are in the database
     * @param months for how many months they are kept there
     */
    public record View(List<Row> rows, List<Screen> screens, Screen chosen, LocalDate keptFrom, int months) {
        /** Whether there may be more of them. */
        public boolean cut() {
            return rows.size() == LISTED;
        }

        /** For how long a month that was put back stays. */
        public long restoredDays() {
            return PlayArchiving.RESTORED_FOR.toDays();
        }
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance list(View view);

        private Templates() {}
    }

    ArchivePages(
            PlayArchiveRepository archives,
            PlayArchiving archiving,
            PlayRetention retention,
            ScreenRepository screens,
            CurrentOperator operator,
            Clock clock) {
        this.archives = archives;
        this.archiving = archiving;
        this.retention = retention;
        this.screens = screens;
        this.operator = operator;
        this.clock = clock;
    }

    /** The newest months, of one screen or of all. */
    @GET
    public TemplateInstance list(@RestQuery String screen) {
        Screen chosen = screen == null || screen.isEmpty()
                ? null
                : screens.byCode(screen).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        List<Row> rows = archives.newest(chosen == null ? null : chosen.id(), LISTED).stream()
                .map(one -> new Row(one, screens.findById(one.screenId())))
                .toList();
        LocalDate keptFrom = LocalDate.ofInstant(retention.archivedBefore(clock.instant()), ZoneOffset.UTC);
        return Templates.list(new View(rows, screens.inUse(), chosen, keptFrom, retention.months()));
    }

    /** Puts a month back for some days. */
    @POST
    @Path("{id}/restore")
    @RolesAllowed(Role.Names.ADMINISTRATOR)
    public Response restore(UUID id) throws IOException {
        archiving.restore(id, operator.account());
        return Response.seeOther(URI.create("/play-archives")).build();
    }
}
