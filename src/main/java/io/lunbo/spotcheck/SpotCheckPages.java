package io.lunbo.spotcheck;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.access.Unit;
import io.lunbo.access.UnitRepository;
import io.lunbo.photodesk.EvidencePages.PhotoForm;
import io.lunbo.photodesk.PhotoLimit;
import io.lunbo.photodesk.PhotoLimit.TakesPhoto;
import io.lunbo.screen.Screen;
import io.lunbo.site.ScreenGroup;
import io.lunbo.site.ScreenGroupRepository;
import io.lunbo.spotcheck.SpotCheckSights.Round;
import io.lunbo.spotcheck.SpotCheckSights.Visit;
import io.lunbo.spotcheck.SpotChecks.Wanted;
import io.lunbo.web.FormErrors;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Rounds: ordered at a desk, done with a phone, read by whoever asks later. */
@Path("/spot-checks")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({Role.Names.INSPECTOR, Role.Names.PLAYOUT, Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
public class SpotCheckPages {
    private static final int LISTED = 100;
    private static final int USUAL_DAYS = 7;

    private final SpotChecks checks;
    private final SpotCheckVisits visits;
    private final SpotCheckSights sights;
    private final ScreenGroupRepository groups;
    private final UnitRepository units;
    private final CurrentOperator operator;
    private final Language language;
    private final Clock clock;

    /** A round as a person orders it. */
    public record RoundForm(
            @RestForm String title,
            @RestForm String from,
            @RestForm String until,
            @RestForm String count,
            @RestForm String group,
            @RestForm String unit) {
        Wanted wanted() {
            boolean number = count != null && count.strip().matches("[0-9]{1,5}");
            return new Wanted(
                    title,
                    date(from),
                    date(until),
                    number ? Integer.parseInt(count.strip()) : 0,
                    orNull(group),
                    orNull(unit));
        }

        private static LocalDate date(String typed) {
            try {
                return typed == null || typed.isBlank() ? null : LocalDate.parse(typed.strip());
            } catch (DateTimeException e) {
                return null; // refused with the other dates that cannot be
            }
        }

        private static String orNull(String typed) {
            return typed == null || typed.isEmpty() ? null : typed;
        }
    }

    /** The rounds, and the form for another. */
    public record Desk(
            List<Round> rounds,
            List<ScreenGroup> groups,
            List<Unit> units,
            RoundForm form,
            FormErrors errors,
            boolean orders) {}

    /** What a person sends from a stop. */
    public record EntryForm(
            @RestForm String finding, @RestForm String entries) {
        int seen() {
            return entries != null && entries.matches("[0-9]{1,6}") ? Integer.parseInt(entries) : -1;
        }
    }

    /** The phone's page of a stop. */
    public record StopView(Round round, Visit visit, EntryForm form, String remark, FormErrors errors, boolean open) {
        /** What can be found. */
        public Finding[] findings() {
            return Finding.values();
        }

        /** The screen. */
        public Screen screen() {
            return visit.screen();
        }
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance list(Desk desk);

        static native TemplateInstance round(Round round, boolean enters);

        static native TemplateInstance stop(StopView view);

        private Templates() {}
    }

    SpotCheckPages(
            SpotChecks checks,
            SpotCheckVisits visits,
            SpotCheckSights sights,
            ScreenGroupRepository groups,
            UnitRepository units,
            CurrentOperator operator,
            Language language,
            Clock clock) {
        this.checks = checks;
        this.visits = visits;
        this.sights = sights;
        this.groups = groups;
        this.units = units;
        this.operator = operator;
        this.language = language;
        this.clock = clock;
    }

    /** The newest rounds. */
    @GET
    public TemplateInstance list() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai"));
        String until = today.plusDays(USUAL_DAYS - 1).toString();
        return desk(new RoundForm(null, today.toString(), until, "5", null, null), FormErrors.none());
    }

    /** Orders one. */
    @POST
    @RolesAllowed(Role.Names.INSPECTOR)
    public Response order(@BeanParam RoundForm form) {
        try {
            SpotCheck check = checks.order(form.wanted(), operator.account());
            return Response.seeOther(URI.create("/spot-checks/" + check.id())).build();
        } catch (Problem problem) {
            return Response.status(problem.type().status())
                    .entity(desk(form, errors(problem, "title")))
                    .build();
        }
    }

    /** One round. */
    @GET
    @Path("{id}")
    public TemplateInstance round(UUID id) {
        return Templates.round(sights.round(id), enters());
    }

    /** One stop of it, for the phone. */
    @GET
    @Path("{id}/stops/{stop}")
    public TemplateInstance stop(UUID id, UUID stop) {
        return page(id, stop, new EntryForm(null, null), null, FormErrors.none());
    }

    /** Enters what was found there. */
    @POST
    @Path("{id}/stops/{stop}")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed({Role.Names.INSPECTOR, Role.Names.PLAYOUT})
    @TakesPhoto
    public Response enter(
            UUID id,
            UUID stop,
            @RestForm("file") FileUpload file,
            @BeanParam EntryForm form,
            @BeanParam PhotoForm photo)
            throws IOException {
        byte[] bytes = PhotoLimit.bytes(file);
        try {
            visits.enter(
                    id,
                    stop,
                    new SpotCheckVisits.Said(form.finding(), form.seen(), bytes, photo.said()),
                    operator.account());
            return Response.seeOther(URI.create("/spot-checks/" + id)).build();
        } catch (Problem problem) {
            if (problem.type() == ProblemType.NOT_FOUND) {
                throw problem;
            }
            return Response.status(problem.type().status())
                    .entity(page(id, stop, form, photo.remark(), errors(problem, "finding", "remark", "blur", "file")))
                    .build();
        }
    }

    private FormErrors errors(Problem problem, String... fields) {
        Map<String, String> said = new HashMap<>();
        for (String field : fields) {
            problem.sentence(field, language).ifPresent(sentence -> said.put(field, sentence));
        }
        return new FormErrors(said.isEmpty() ? problem.sentence(language) : null, said);
    }

    private TemplateInstance desk(RoundForm form, FormErrors errors) {
        return Templates.list(new Desk(
                sights.newest(LISTED), groups.inOrder(), units.all(), form, errors, operator.is(Role.Names.INSPECTOR)));
    }

    private TemplateInstance page(UUID id, UUID stop, EntryForm form, String remark, FormErrors errors) {
        Round round = sights.round(id);
        Visit visit = round.visits().stream()
                .filter(one -> one.stop().id().equals(stop))
                .findFirst()
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        return Templates.stop(new StopView(round, visit, form, remark, errors, enters() && round.open()));
    }

    private boolean enters() {
        return operator.is(Role.Names.INSPECTOR) || operator.is(Role.Names.PLAYOUT);
    }
}
