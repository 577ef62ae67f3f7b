package io.lunbo.chain;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Operator;
import io.lunbo.access.OperatorRepository;
import io.lunbo.access.Role;
import io.lunbo.access.Unit;
import io.lunbo.access.UnitRepository;
import io.lunbo.chain.Chains.Standing;
import io.lunbo.chain.Substitutes.Substitution;
import io.lunbo.media.MediaKind;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;

/** The chains, the periods of escalated review and the substitutes, for the administrator. */
@Path("/chains")
@RolesAllowed(Role.Names.ADMINISTRATOR)
@Produces(MediaType.TEXT_HTML)
public class ChainPages {
    private static final URI LIST = URI.create("/chains");

    private final Chains chains;
    private final Escalations escalations;
    private final Substitutes substitutes;
    private final UnitRepository units;
    private final OperatorRepository operators;
    private final CurrentOperator operator;
    private final Language language;

    /**
     * One chain in the list.
     *
     * @param unit whose; null for all units
     * @param standing the chain
     */
    record Line(Unit unit, Standing standing) {
        public String kindKey() {
            return "chain_kind_" + standing.kind().name().toLowerCase(Locale.ROOT);
        }

        public String originKey() {
            return standing.version() >= 0 ? "chain_own" : unit == null ? "chain_usual" : "chain_shared";
        }

        public String address() {
            return "/chains/" + (unit == null ? "all" : unit.id()) + "/" + standing.kind();
        }
    }

    /** What the list shows. */
    record Overview(
            List<Line> lines,
            List<EscalationPeriod> periods,
            List<Substitution> substitutions,
            List<Operator> reviewers,
            List<Unit> units,
            String error) {}

    /** What the form shows. */
    record Editing(
            Line line, int version, List<ChainForm.Row> rows, List<CheckItem> known, List<Unit> units, String error) {}

    @CheckedTemplate
    static final class Templates {
        private Templates() {}

        static native TemplateInstance list(Overview overview);

        static native TemplateInstance edit(Editing editing);
    }

    ChainPages(
            Chains chains,
            Escalations escalations,
            Substitutes substitutes,
            UnitRepository units,
            OperatorRepository operators,
            CurrentOperator operator,
            Language language) {
        this.chains = chains;
        this.escalations = escalations;
        this.substitutes = substitutes;
        this.units = units;
        this.operators = operators;
        this.operator = operator;
        this.language = language;
    }

    /** All chains. */
    @GET
    public TemplateInstance list() {
        return overview(null);
    }

    private TemplateInstance overview(String error) {
        List<Line> lines = new ArrayList<>();
        List<Unit> all = units.all();
        Arrays.stream(MediaKind.values()).forEach(kind -> lines.add(new Line(null, chains.standing(null, kind))));
        for (Unit unit : all) {
            Arrays.stream(MediaKind.values())
                    .forEach(kind -> lines.add(new Line(unit, chains.standing(unit.id(), kind))));
        }
        List<Operator> reviewers = operators.all().stream()
                .filter(person -> person.active() && person.roles().contains(Role.REVIEWER))
                .toList();
        return Templates.list(new Overview(lines, escalations.all(), substitutes.all(), reviewers, all, error));
    }

    /** The form of a chain. */
    @GET
    @Path("{unit}/{kind}")
    public TemplateInstance edit(String unit, MediaKind kind) {
        Line line = line(unit, kind);
        return Templates.edit(new Editing(
                line, line.standing().version(), ChainForm.rows(line.standing().plan()), known(), units.all(), null));
    }

    /** Sets a chain. */
    @POST
    @Path("{unit}/{kind}")
    public Response set(String unit, MediaKind kind, @BeanParam ChainForm form) {
        Line line = line(unit, kind);
        String error;
        int version = form.version() == null ? -1 : form.version();
        try {
            chains.set(line.standing().unitId(), kind, form.plan(), version, operator.account());
            return Response.seeOther(LIST).build();
        } catch (IllegalArgumentException e) { // no stage at all, or no number where one is due
            error = language.text("chain_wrong_general");
        } catch (Problem refusal) {
            error = refusal.sentence("stages", language).orElseGet(() -> refusal.sentence(language));
        }
        return Response.status(422)
                .entity(Templates.edit(new Editing(line, version, form.rows(), known(), units.all(), error)))
                .build();
    }

    /** Forgets a unit's own chain. */
    @POST
    @Path("{unit}/{kind}/drop")
    public Response drop(String unit, MediaKind kind) {
        chains.drop(line(unit, kind).standing().unitId(), kind, operator.account());
        return Response.seeOther(LIST).build();
    }

    /** Marks a period. */
    @POST
    @Path("periods")
    public Response mark(
            @RestForm String name,
            @RestForm String stageName,
            @RestForm String unit,
            @RestForm String from,
            @RestForm String until) {
        return done(() -> escalations.mark(name, stageName, id(unit), date(from), date(until), operator.account()));
    }

    /** Unmarks it. */
    @POST
    @Path("periods/{id}/removal")
    public Response unmark(UUID id) {
        escalations.unmark(id, operator.account());
        return Response.seeOther(LIST).build();
    }

    /** Names a substitute. */
    @POST
    @Path("substitutes")
    public Response name(
            @RestForm String absent, @RestForm String substitute, @RestForm String from, @RestForm String until) {
        return done(() -> substitutes.name(id(absent), id(substitute), date(from), date(until), operator.account()));
    }

    /** Dismisses one. */
    @POST
    @Path("substitutes/{id}/removal")
    public Response dismiss(UUID id) {
        substitutes.dismiss(id, operator.account());
        return Response.seeOther(LIST).build();
    }

    private Response done(Runnable deed) {
        try {
            deed.run();
            return Response.seeOther(LIST).build();
        } catch (Problem refusal) {
            return Response.status(refusal.type().status())
                    .entity(overview(refusal.sentence(language)))
                    .build();
        }
    }

    private Line line(String unit, MediaKind kind) {
        Unit known = unit.equals("all") ? null : units.known(id(unit));
        return new Line(known, chains.standing(known == null ? null : known.id(), kind));
    }

    private static List<CheckItem> known() {
        return CheckItem.KNOWN.stream().map(CheckItem::known).toList();
    }

    private static UUID id(String text) {
        try {
            return text == null || text.isBlank() ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Problem.of(ProblemType.NOT_FOUND);
        }
    }

    private static LocalDate date(String text) {
        try {
            return text == null || text.isBlank() ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw Problem.of(ProblemType.INVALID_INPUT);
        }
    }
}
