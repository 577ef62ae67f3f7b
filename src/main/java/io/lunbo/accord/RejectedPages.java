package io.lunbo.accord;

import io.lunbo.access.Role;
import io.lunbo.accord.RejectedRecords.Reason;
import io.lunbo.accord.RejectedRecords.Rejected;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;

/** Records that players sent and that were refused, with their reasons. */
@Path("/rejected-plays")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({Role.Names.INSPECTOR, Role.Names.SCHEDULER, Role.Names.PLAYOUT, Role.Names.ADMINISTRATOR})
public class RejectedPages {
    private static final int PER_PAGE = 100;

    private final RejectedRecords records;
    private final ScreenRepository screens;

    /** What the page shows; {@code next} is the address of the older ones. */
    public record View(
            List<Rejected> rows,
            List<Reason> reasons,
            List<Screen> screens,
            String screen,
            String reason,
            String next) {
        /** The address of the same with another reason. */
        public String of(String chosen) {
            return address(screen, chosen, null);
        }
    }

    @CheckedTemplate
    static final class Templates {
        private Templates() {}

        static native TemplateInstance list(View view);
    }

    RejectedPages(RejectedRecords records, ScreenRepository screens) {
        this.records = records;
        this.screens = screens;
    }

    /** The newest ones. */
    @GET
    public TemplateInstance list(@RestQuery String screen, @RestQuery String reason, @RestQuery String cursor) {
        UUID id = screen == null || screen.isEmpty()
                ? null
                : screens.byCode(screen)
                        .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND))
                        .id();
        RejectedRecords.Page page = records.page(id, reason, cursor, PER_PAGE);
        String next = page.next() == null ? null : address(screen, reason, page.next());
        return Templates.list(new View(page.items(), records.reasons(id), screens.inUse(), screen, reason, next));
    }

    private static String address(String screen, String reason, String cursor) {
        return "/rejected-plays?screen=" + encoded(screen) + "&reason=" + encoded(reason)
                + (cursor == null ? "" : "&cursor=" + cursor);
    }

    private static String encoded(String text) {
        return text == null ? "" : URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
