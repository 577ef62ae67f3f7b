package io.lunbo.accord;

import io.lunbo.access.CurrentOperator;
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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** Records that players sent and that were refused, with their reasons. */
@Path("/rejected-plays")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({Role.Names.INSPECTOR, Role.Names.SCHEDULER, Role.Names.PLAYOUT, Role.Names.ADMINISTRATOR})
public class RejectedPages {
    private static final int PER_PAGE = 100;

    private final RejectedRecords records;
    private final Resubmission resubmission;
    private final ScreenRepository screens;
    private final CurrentOperator operator;

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

    RejectedPages(
            RejectedRecords records, Resubmission resubmission, ScreenRepository screens, CurrentOperator operator) {
        this.records = records;
        this.resubmission = resubmission;
        this.operator = operator;
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

    /** Submits one again. */
    @POST
    @Path("{id}/resubmit")
    @RolesAllowed({Role.Names.PLAYOUT, Role.Names.ADMINISTRATOR})
    public Response resubmit(UUID id, @RestForm String correctionSeconds) {
        resubmission.submit(id, correction(correctionSeconds), operator.account());
        return Response.seeOther(URI.create("/rejected-plays")).build();
    }

    private static Duration correction(String typed) {
        try {
            return typed == null || typed.isBlank()
                    ? Duration.ZERO
                    : Duration.ofMillis(new BigDecimal(typed.strip())
                            .movePointRight(3)
                            .setScale(0, RoundingMode.HALF_UP)
                            .longValueExact());
        } catch (ArithmeticException | NumberFormatException e) {
            throw Problem.of(ProblemType.INVALID_INPUT).with("field", "correctionSeconds");
        }
    }

    private static String address(String screen, String reason, String cursor) {
        return "/rejected-plays?screen=" + encoded(screen) + "&reason=" + encoded(reason)
                + (cursor == null ? "" : "&cursor=" + cursor);
    }

    private static String encoded(String text) {
        return text == null ? "" : URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
