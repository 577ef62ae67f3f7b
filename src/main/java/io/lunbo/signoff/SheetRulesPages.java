package io.lunbo.signoff;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.access.Unit;
import io.lunbo.access.UnitRepository;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;

/** How each unit's sheets are signed and frozen, for the administrator. */
@Path("/sheet-rules")
@RolesAllowed(Role.Names.ADMINISTRATOR)
@Produces(MediaType.TEXT_HTML)
public class SheetRulesPages {
    private final SheetRuling ruling;
    private final UnitRepository units;
    private final CurrentOperator operator;
    private final Language language;

    /** A unit's row; {@code error} says what was wrong with what was typed into it. */
    record Row(Unit unit, int signatures, String freezeAt, int tag, String error) {
        public boolean frozen() {
            return !freezeAt.equals(SheetRules.OFF);
        }
    }

    @CheckedTemplate
    static final class Templates {
        static native TemplateInstance list(List<Row> rows, List<Integer> choices);

        private Templates() {}
    }

    SheetRulesPages(SheetRuling ruling, UnitRepository units, CurrentOperator operator, Language language) {
        this.ruling = ruling;
        this.units = units;
        this.operator = operator;
        this.language = language;
    }

    /** All units. */
    @GET
    @Transactional
    public TemplateInstance list() {
        return page(null);
    }

    /** Changes one unit's rules; an empty time means that nothing is frozen. */
    @POST
    @Path("{id}")
    public Response change(UUID id, @RestForm Integer signatures, @RestForm String freezeAt, @RestForm Integer tag) {
        String freeze = freezeAt == null || freezeAt.isBlank() ? SheetRules.OFF : freezeAt.strip();
        int wanted = signatures == null ? 0 : signatures;
        int seen = tag == null ? 0 : tag;
        Unit unit = units.known(id);
        boolean good = wanted >= 0 && wanted <= SheetRuling.MOST_SIGNATURES && freeze.matches(SheetRules.FREEZE);
        if (!good) {
            return wrong(new Row(unit, wanted, freeze, seen, language.text("signoff_wrong_rules")));
        }
        try {
            ruling.change(id, wanted, freeze, seen, operator.account());
        } catch (Problem problem) {
            return wrong(new Row(unit, wanted, freeze, ruling.of(id).tag(), problem.sentence(language)));
        }
        return Response.seeOther(URI.create("/sheet-rules")).build();
    }

    private Response wrong(Row typed) {
        return Response.status(422).entity(page(typed)).build();
    }

    private TemplateInstance page(Row typed) {
        List<Row> rows = units.all().stream()
                .map(unit -> typed != null && typed.unit().id().equals(unit.id()) ? typed : row(unit))
                .toList();
        return Templates.list(rows, List.of(0, 1, 2, 3, SheetRuling.MOST_SIGNATURES));
    }

    private Row row(Unit unit) {
        SheetRules rules = ruling.of(unit.id());
        return new Row(unit, rules.signatures(), rules.freezeAt(), rules.tag(), null);
    }
}
