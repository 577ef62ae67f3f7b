package io.lunbo.buildrun;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.buildrun.BuildProgress.LaneProgress;
import io.lunbo.buildrun.BuildProgress.Progress;
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
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestForm;

/** Builds on pages: the form, the list, and one that shows how far it is. */
@Path("/builds")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class BuildPages {
    private static final int LISTED = 30;
    private static final int FAILURES_SHOWN = 200;
    private static final Map<ProblemType, String> FIELD_OF = Map.of(
            ProblemType.DATES_REVERSED, "until",
            ProblemType.DATES_TOO_FAR_APART, "until",
            ProblemType.SCREEN_UNKNOWN, "screen");

    private final BuildOrdering ordering;
    private final BuildProgress progress;
    private final BuildRunRepository runs;
    private final ScreenRepository screens;
    private final CurrentOperator operator;
    private final Language language;
    private final Clock clock;

    /** What was typed, or stands there at first. */
    record Form(String from, String until, List<String> chosen, List<Screen> screens, FormErrors errors) {
        public boolean has(Screen screen) {
            return chosen.contains(screen.code());
        }
    }

    /** A day that failed, in words. */
    record Failure(Screen screen, LocalDate date, String detail) {}

    @CheckedTemplate
    static final class Templates {
        static native TemplateInstance list(List<Progress> builds, Form form);

        static native TemplateInstance one(Progress build, List<Failure> failures);

        private Templates() {}
    }

    BuildPages(
            BuildOrdering ordering,
            BuildProgress progress,
            BuildRunRepository runs,
            ScreenRepository screens,
            CurrentOperator operator,
            Language language,
            Clock clock) {
        this.ordering = ordering;
        this.progress = progress;
        this.runs = runs;
        this.screens = screens;
        this.operator = operator;
        this.language = language;
        this.clock = clock;
    }

    /** The newest builds and the form for one more. */
    @GET
    public TemplateInstance list() {
        List<Screen> inUse = screens.inUse();
        LocalDate today = inUse.isEmpty()
                ? LocalDate.ofInstant(clock.instant(), clock.getZone())
                : LocalDate.ofInstant(clock.instant(), inUse.get(0).timeZone());
        List<String> all = inUse.stream().map(Screen::code).toList();
        return Templates.list(
                progress.newest(LISTED),
                new Form(today.toString(), today.plusDays(29).toString(), all, inUse, FormErrors.none()));
    }

    /** Orders a build and shows it. */
    @POST
    @RolesAllowed(Role.Names.SCHEDULER)
    public Response order(@RestForm String from, @RestForm String until, @RestForm List<String> screen) {
        List<String> chosen = screen == null ? List.of() : screen;
        try {
            if (chosen.isEmpty()) {
                return again(from, until, chosen, "screen", "buildrun_no_screen");
            }
            BuildRun run = ordering.order(chosen, LocalDate.parse(from), LocalDate.parse(until), operator.account());
            return Response.seeOther(URI.create("/builds/" + run.id())).build();
        } catch (DateTimeException | NullPointerException e) {
            return again(from, until, chosen, "until", "buildrun_no_date");
        } catch (Problem problem) {
            return again(from, until, chosen, FormErrors.of(problem, FIELD_OF, language));
        }
    }

    private Response again(String from, String until, List<String> chosen, String field, String key) {
        return again(from, until, chosen, new FormErrors(null, Map.of(field, language.text(key))));
    }

    private Response again(String from, String until, List<String> chosen, FormErrors errors) {
        Form form = new Form(from == null ? "" : from, until == null ? "" : until, chosen, screens.inUse(), errors);
        return Response.status(422)
                .entity(Templates.list(progress.newest(LISTED), form))
                .build();
    }

    /** One build; the page asks again while it runs. */
    @GET
    @Path("{id}")
    @Transactional
    public TemplateInstance one(UUID id) {
        Progress build = progress.of(id);
        Map<UUID, Screen> byLane =
                build.lanes().stream().collect(Collectors.toMap(LaneProgress::laneId, LaneProgress::screen));
        List<Failure> failures = runs.results(id, true, 0, FAILURES_SHOWN).stream()
                .map(result ->
                        new Failure(byLane.get(result.laneId()), result.date(), result.detail(language.locale())))
                .toList();
        return Templates.one(build, failures);
    }

    /** Stops a build. */
    @POST
    @Path("{id}/cancel")
    @RolesAllowed(Role.Names.SCHEDULER)
    public Response cancel(UUID id) {
        ordering.cancel(id, operator.account());
        return Response.seeOther(URI.create("/builds/" + id)).build();
    }

    /** Lets a build go on. */
    @POST
    @Path("{id}/resume")
    @RolesAllowed(Role.Names.SCHEDULER)
    public Response resume(UUID id) {
        ordering.resume(id, operator.account());
        return Response.seeOther(URI.create("/builds/" + id)).build();
    }
}
