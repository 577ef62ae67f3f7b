package io.lunbo.staff;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.access.Unit;
import io.lunbo.access.UnitRegistration;
import io.lunbo.access.UnitRepository;
import io.lunbo.staff.UnitResource.NewUnit;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Validator;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Units, for the administrator. */
@Path("/units")
@RolesAllowed(Role.Names.ADMINISTRATOR)
@Produces(MediaType.TEXT_HTML)
public class UnitPages {
    private static final URI LIST = URI.create("/units");

    private final UnitRepository units;
    private final UnitRegistration registration;
    private final CurrentOperator operator;
    private final FieldSentences sentences;

    @CheckedTemplate
    static final class Templates {
        private Templates() {}

        static native TemplateInstance list(List<Unit> units);

        static native TemplateInstance edit(UUID id, NewUnit unit, Map<String, String> errors);
    }

    UnitPages(
            UnitRepository units,
            UnitRegistration registration,
            CurrentOperator operator,
            Validator validator,
            Language language) {
        this.units = units;
        this.registration = registration;
        this.operator = operator;
        this.sentences = new FieldSentences(validator, language);
    }

    /** All units. */
    @GET
    public TemplateInstance list() {
        return Templates.list(units.all());
    }

    /** The form for a new unit. */
    @GET
    @Path("new")
    public TemplateInstance add() {
        return Templates.edit(null, new NewUnit("", "", ""), Map.of());
    }

    /** The form of a unit. */
    @GET
    @Path("{id}")
    public TemplateInstance edit(@PathParam("id") UUID id) {
        Unit unit = units.known(id);
        return Templates.edit(id, new NewUnit(unit.code(), unit.name(), unit.part()), Map.of());
    }

    /** Adds a unit. */
    @POST
    public Response register(
            @FormParam("code") String code, @FormParam("name") String name, @FormParam("part") String part) {
        NewUnit unit = typed(code, name, part);
        Map<String, String> errors = sentences.about(unit);
        if (errors.isEmpty()) {
            try {
                registration.register(unit.code(), unit.name(), unit.part(), operator.id());
                return Response.seeOther(LIST).build();
            } catch (Problem refusal) {
                errors = sentences.about("code", refusal);
            }
        }
        return Response.status(422).entity(Templates.edit(null, unit, errors)).build();
    }

    /** Renames a unit. */
    @POST
    @Path("{id}")
    public Response rename(@PathParam("id") UUID id, @FormParam("name") String name, @FormParam("part") String part) {
        NewUnit unit = typed(units.known(id).code(), name, part);
        Map<String, String> errors = sentences.about(unit);
        if (!errors.isEmpty()) {
            return Response.status(422).entity(Templates.edit(id, unit, errors)).build();
        }
        registration.rename(id, unit.name(), unit.part(), operator.account());
        return Response.seeOther(LIST).build();
    }

    private static NewUnit typed(String code, String name, String part) {
        return new NewUnit(
                code == null ? "" : code.strip(), name == null ? "" : name.strip(), part == null ? "" : part.strip());
    }
}
