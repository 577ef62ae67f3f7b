package io.lunbo.schedule;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.dayplan.SheetContent;
import io.lunbo.media.Media;
import io.lunbo.rendition.Deliveries;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.WireTime;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The sheets of all screens, a week at a glance, and one sheet play by play. */
@Path("/sheets")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class SheetPages {
    private static final int DAYS = 7;

    private final SheetRepository sheets;
    private final SheetBuilding building;
    private final SheetPublishing publishing;
    private final ScreenRepository screens;
    private final Deliveries deliveries;
    private final CurrentOperator operator;
    private final Language language;
    private final Clock clock;

    SheetPages(
            SheetRepository sheets,
            SheetBuilding building,
            SheetPublishing publishing,
            ScreenRepository screens,
            Deliveries deliveries,
            CurrentOperator operator,
            Language language,
            Clock clock) {
        this.sheets = sheets;
        this.building = building;
        this.publishing = publishing;
        this.screens = screens;
        this.deliveries = deliveries;
        this.operator = operator;
        this.language = language;
        this.clock = clock;
    }

    /** One screen's week. */
    record Row(Screen screen, List<Cell> cells) {}

    /** One screen's day: the newest draft and the version that is published, either may be null. */
    record Cell(LocalDate date, Sheet draft, Sheet published) {}

    /**
     * What the week's page shows.
     *
     * @param chosen what the form for a build says
     * @param refused why what was asked for was not done; null where nothing was
     */
    record Week(
            LocalDate from,
            LocalDate until,
            List<LocalDate> days,
            List<Row> rows,
            List<Sheet> drafts,
            LocalDate today,
            Chosen chosen,
            String refused) {
        public LocalDate earlier() {
            return from.minusDays(DAYS);
        }

        public LocalDate later() {
            return from.plusDays(DAYS);
        }
    }

    /**
     * What is to be built.
     *
     * @param from null where nothing was chosen, as {@code until}
     * @param screens codes; null: all
     */
    record Chosen(LocalDate from, LocalDate until, List<String> screens) {
        /** What is offered first: what is left of a week, all screens. */
        static Chosen leftOf(LocalDate first, LocalDate last, LocalDate today) {
            LocalDate from = first.isBefore(today) ? today : first;
            return new Chosen(from, last.isBefore(from) ? from : last, null);
        }

        public boolean has(Screen screen) {
            return screens == null || screens.contains(screen.code());
        }
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance week(Week week);

        static native TemplateInstance sheet(SheetView view);

        private Templates() {}
    }

    /** The week that begins on {@code from}, today's where absent. */
    @GET
    public TemplateInstance week(@RestQuery LocalDate from) {
        return week(from, null, null);
    }

    private TemplateInstance week(LocalDate from, Chosen typed, String refused) {
        List<Screen> inUse = screens.inUse();
        LocalDate today = inUse.isEmpty()
                ? LocalDate.ofInstant(clock.instant(), clock.getZone())
                : LocalDate.ofInstant(clock.instant(), inUse.get(0).timeZone());
        LocalDate first = from == null ? today : WireTime.ofCalendar(from);
        LocalDate last = first.plusDays(DAYS - 1);
        Map<UUID, List<Sheet>> byScreen =
                sheets.counting(first, last).stream().collect(Collectors.groupingBy(Sheet::screenId));
        List<LocalDate> days = first.datesUntil(last.plusDays(1)).toList();
        List<Row> rows = inUse.stream()
                .map(screen -> new Row(
                        screen,
                        days.stream()
                                .map(day -> cell(day, byScreen.getOrDefault(screen.id(), List.of())))
                                .toList()))
                .toList();
        List<Sheet> drafts = rows.stream()
                .flatMap(row -> row.cells().stream())
                .map(Cell::draft)
                .filter(draft -> draft != null && !draft.date().isBefore(today))
                .toList();
        Chosen chosen = typed == null ? Chosen.leftOf(first, last, today) : typed;
        return Templates.week(new Week(first, last, days, rows, drafts, today, chosen, refused));
    }

    private static Cell cell(LocalDate date, List<Sheet> sheetsOfScreen) {
        Sheet draft = newest(date, Sheet.State.DRAFT, sheetsOfScreen);
        return new Cell(date, draft, newest(date, Sheet.State.PUBLISHED, sheetsOfScreen));
    }

    private static Sheet newest(LocalDate date, Sheet.State state, List<Sheet> among) {
        return among.stream()
                .filter(sheet -> sheet.date().equals(date) && sheet.state() == state)
                .max(Comparator.comparingInt(Sheet::version))
                .orElse(null);
    }

    /** Builds drafts and shows their week. */
    @POST
    @Path("/build")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Role.Names.SCHEDULER)
    public Response build(@RestForm LocalDate from, @RestForm LocalDate until, @RestForm List<String> screen) {
        Chosen chosen = new Chosen(from, until, screen == null ? List.of() : screen);
        if (from == null || until == null || chosen.screens.isEmpty()) {
            return refused(Problem.of(ProblemType.NOTHING_CHOSEN), WireTime.ofCalendar(from), chosen);
        }
        try {
            building.buildAll(screen, from, until, operator.account());
        } catch (Problem problem) {
            return refused(problem, WireTime.ofCalendar(from), chosen);
        }
        return Response.seeOther(URI.create("/sheets?from=" + from)).build();
    }

    /** Publishes drafts, all or none, and shows their week. */
    @POST
    @Path("/publish")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Role.Names.SCHEDULER)
    public Response publish(@RestForm List<UUID> sheet) {
        if (sheet == null || sheet.isEmpty()) {
            return refused(Problem.of(ProblemType.NOTHING_CHOSEN), null, null);
        }
        LocalDate first = sheets.list("id in ?1", sheet).stream()
                .map(Sheet::date)
                .min(Comparator.naturalOrder())
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        try {
            publishing.publish(sheet, operator.account());
        } catch (Problem problem) {
            return refused(problem, first, null);
        }
        return Response.seeOther(URI.create("/sheets?from=" + first)).build();
    }

    /** The week stays where it was, the form as it was filled, and it says why. */
    private Response refused(Problem problem, LocalDate from, Chosen chosen) {
        return Response.status(problem.type().status())
                .entity(week(from, chosen, problem.sentence(language)))
                .build();
    }

    /** Goes back to an earlier version: shows the draft that has its plays. */
    @POST
    @Path("/{id}/revive")
    @RolesAllowed(Role.Names.SCHEDULER)
    public Response revive(@RestPath UUID id) {
        Sheet draft = building.revive(id, operator.account());
        return Response.seeOther(URI.create("/sheets/" + draft.id())).build();
    }

    /** One version; {@code hour} chooses the hour whose plays are listed one by one. */
    @GET
    @Path("/{id}")
    public TemplateInstance sheet(@RestPath UUID id, @RestQuery Integer hour) {
        Sheet sheet = sheets.findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        SheetContent content = SheetContent.read(sheet.gzipBody());
        Map<String, Media> titles = deliveries.behind(content.media()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, file -> file.getValue().media()));
        List<Sheet> versions = new ArrayList<>(sheets.versions(sheet.screenId(), sheet.date()));
        return Templates.sheet(SheetView.of(
                sheet, screens.findById(sheet.screenId()), content, titles, versions, hour == null ? -1 : hour));
    }
}
