package io.lunbo.outage;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.FormErrors;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** The outages of screens, and the form to enter one. */
@Path("/outages")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class OutagePages {
    private static final int LISTED = 200;
    private static final DateTimeFormatter TYPED = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

    private final Outages outages;
    private final OutageRepository repository;
    private final ScreenRepository screens;
    private final CurrentOperator operator;
    private final Language language;
    private final Clock clock;

    /** What a person types, by the wall clock of the screen. */
    public record OutageForm(
            @RestForm String screen,
            @RestForm String cause,
            @RestForm String from,
            @RestForm String until,
            @RestForm String evidence) {
        OutageFacts facts(ZoneId zone) {
            OutageCause known = Arrays.stream(OutageCause.values())
                    .filter(one -> one.name().equals(cause))
                    .findFirst()
                    .orElse(null);
            return new OutageFacts(known, instant("from", from, zone), instant("until", until, zone), evidence);
        }

        private static Instant instant(String field, String typed, ZoneId zone) {
            try {
                return typed == null || typed.isBlank()
                        ? null
                        : LocalDateTime.parse(typed.strip()).atZone(zone).toInstant();
            } catch (DateTimeException e) {
                throw Problem.of(ProblemType.OUTAGE_TIME_WRONG, 366, 400).with("field", field);
            }
        }
    }

    /** One outage with its screen and local times. */
    public record Row(Outage outage, Screen screen, String from, String until) {}

    /** What the page shows. */
    public record View(
            List<Row> rows, List<Screen> screens, Screen chosen, OutageForm form, FormErrors errors, boolean writable) {
        /** The causes to choose from. */
        public List<OutageCause> causes() {
            return List.of(OutageCause.values());
        }
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance list(View view);

        private Templates() {}
    }

    OutagePages(
            Outages outages,
            OutageRepository repository,
            ScreenRepository screens,
            CurrentOperator operator,
            Language language,
            Clock clock) {
        this.outages = outages;
        this.repository = repository;
        this.screens = screens;
        this.operator = operator;
        this.language = language;
        this.clock = clock;
    }

    /** The newest ones, of one screen or of all. */
    @GET
    public TemplateInstance list(@RestQuery String screen) {
        Screen chosen = screen == null || screen.isEmpty() ? null : known(screen);
        ZoneId zone = chosen == null ? ZoneId.of("Asia/Shanghai") : chosen.timeZone();
        String now = TYPED.format(clock.instant().atZone(zone));
        return page(chosen, new OutageForm(screen, null, now, null, null), FormErrors.none());
    }

    /** Enters one. */
    @POST
    @RolesAllowed({Role.Names.PLAYOUT, Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public Response enter(@BeanParam OutageForm form) {
        Screen screen = known(form.screen());
        try {
            outages.enter(screen.code(), form.facts(screen.timeZone()), operator.account());
            return back(screen);
        } catch (ConstraintViolationException e) {
            return again(screen, form, FormErrors.of(e, "outage", language), 422);
        } catch (Problem problem) {
            return again(
                    screen,
                    form,
                    FormErrors.of(problem, Map.of(ProblemType.OUTAGE_TIME_WRONG, "from"), language),
                    problem.type().status());
        }
    }

    /** It is over. */
    @POST
    @Path("{id}/end")
    @RolesAllowed({Role.Names.PLAYOUT, Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public Response end(UUID id) {
        return back(screens.findById(outages.end(id, null, operator.account()).screenId()));
    }

    /** It was entered wrongly. */
    @POST
    @Path("{id}/withdraw")
    @RolesAllowed({Role.Names.PLAYOUT, Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public Response withdraw(UUID id) {
        return back(screens.findById(outages.withdraw(id, operator.account()).screenId()));
    }

    private static Response back(Screen screen) {
        return Response.seeOther(URI.create("/outages?screen=" + screen.code())).build();
    }

    private Response again(Screen screen, OutageForm form, FormErrors errors, int status) {
        return Response.status(status).entity(page(screen, form, errors)).build();
    }

    private TemplateInstance page(Screen chosen, OutageForm form, FormErrors errors) {
        List<Row> rows = repository.newest(chosen == null ? null : chosen.id(), LISTED).stream()
                .map(this::row)
                .toList();
        boolean writable = List.of(Role.Names.PLAYOUT, Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR).stream()
                .anyMatch(operator::is);
        return Templates.list(new View(rows, screens.inUse(), chosen, form, errors, writable));
    }

    private Row row(Outage outage) {
        Screen screen = screens.findById(outage.screenId());
        DateTimeFormatter local =
                DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(screen.timeZone());
        String until = outage.untilAt() == null ? null : local.format(outage.untilAt());
        return new Row(outage, screen, local.format(outage.fromAt()), until);
    }

    private Screen known(String code) {
        return screens.byCode(code == null ? "" : code).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }
}
