package io.lunbo.staff;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Operator;
import io.lunbo.access.OperatorRegistration;
import io.lunbo.access.OperatorRepository;
import io.lunbo.access.Role;
import io.lunbo.access.Secrets;
import io.lunbo.access.Unit;
import io.lunbo.access.UnitRepository;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Validator;
import jakarta.ws.rs.BeanParam;
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

/** Operators, for the administrator. */
@Path("/operators")
@RolesAllowed(Role.Names.ADMINISTRATOR)
@Produces(MediaType.TEXT_HTML)
public class OperatorPages {
    private static final URI LIST = URI.create("/operators");

    private final OperatorRepository operators;
    private final UnitRepository units;
    private final OperatorRegistration registration;
    private final CurrentOperator operator;
    private final FieldSentences sentences;

    /**
     * What the form shows beside what was typed.
     *
     * @param id the operator; null for a new one
     * @param active whether the account may be used
     * @param units the units to choose from
     * @param errors the sentences beside the fields
     */
    record Frame(UUID id, boolean active, List<Unit> units, Map<String, String> errors) {}

    @CheckedTemplate
    static final class Templates {
        private Templates() {}

        static native TemplateInstance list(List<Operator> operators);

        static native TemplateInstance edit(OperatorForm form, Frame frame, List<Role> allRoles);

        static native TemplateInstance password(String name, String username, String password);
    }

    OperatorPages(
            OperatorRepository operators,
            UnitRepository units,
            OperatorRegistration registration,
            CurrentOperator operator,
            Validator validator,
            Language language) {
        this.operators = operators;
        this.units = units;
        this.registration = registration;
        this.operator = operator;
        this.sentences = new FieldSentences(validator, language);
    }

    /** Everyone. */
    @GET
    public TemplateInstance list() {
        return Templates.list(operators.all());
    }

    /** The form for a new operator. */
    @GET
    @Path("new")
    public TemplateInstance add() {
        return form(new OperatorForm(), null, Map.of());
    }

    /** The form of an operator. */
    @GET
    @Path("{id}")
    public TemplateInstance edit(@PathParam("id") UUID id) {
        Operator known = operators.known(id);
        return form(OperatorForm.of(known), known, Map.of());
    }

    /** Adds an operator; the answer shows the one-time password, once. */
    @POST
    public Response register(@BeanParam OperatorForm form) {
        String password = Secrets.oneTimePassword();
        Map<String, String> errors = sentences.about(form.newOperator(password));
        if (errors.isEmpty()) {
            try {
                Operator added = registration.register(form.newOperator(password), operator.id());
                return Response.ok(Templates.password(added.name(), added.username(), password))
                        .build();
            } catch (Problem refusal) {
                errors = sentences.about("username", refusal);
            }
        }
        return Response.status(422).entity(form(form, null, errors)).build();
    }

    /** Changes name, unit and roles. */
    @POST
    @Path("{id}")
    public Response reassign(@PathParam("id") UUID id, @BeanParam OperatorForm form) {
        Operator known = operators.known(id);
        form.username = known.username();
        Map<String, String> errors = sentences.about(form.assignment());
        if (errors.isEmpty()) {
            try {
                registration.reassign(id, form.assignment(), operator.account());
                return Response.seeOther(LIST).build();
            } catch (Problem refusal) {
                errors = sentences.about("roles", refusal);
            }
        }
        return Response.status(422).entity(form(form, known, errors)).build();
    }

    /** Shuts the account. */
    @POST
    @Path("{id}/deactivate")
    public Response deactivate(@PathParam("id") UUID id) {
        registration.deactivate(id, operator.account());
        return Response.seeOther(LIST).build();
    }

    /** Opens a shut account again. */
    @POST
    @Path("{id}/activate")
    public Response activate(@PathParam("id") UUID id) {
        registration.activate(id, operator.account());
        return Response.seeOther(LIST).build();
    }

    /** Replaces the password; the answer shows the new one, once. */
    @POST
    @Path("{id}/reset-password")
    public TemplateInstance resetPassword(@PathParam("id") UUID id) {
        Operator known = operators.known(id);
        return Templates.password(known.name(), known.username(), registration.resetPassword(id, operator.account()));
    }

    private TemplateInstance form(OperatorForm form, Operator known, Map<String, String> errors) {
        Frame frame =
                new Frame(known == null ? null : known.id(), known == null || known.active(), units.all(), errors);
        return Templates.edit(form, frame, List.of(Role.values()));
    }
}
