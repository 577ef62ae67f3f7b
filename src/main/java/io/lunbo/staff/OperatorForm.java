package io.lunbo.staff;

import io.lunbo.access.Operator;
import io.lunbo.access.OperatorRegistration.Assignment;
import io.lunbo.access.OperatorRegistration.NewOperator;
import io.lunbo.access.Role;
import jakarta.ws.rs.FormParam;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What an administrator types about an operator; kept as it was typed until it is right. */
public class OperatorForm {
    /** What the person types to sign in. */
    @FormParam("username")
    public String username = "";

    /** The person's name. */
    @FormParam("name")
    public String name = "";

    /** The unit's id. */
    @FormParam("unitId")
    public UUID unitId;

    /** The roles that are ticked. */
    @FormParam("roles")
    public List<Role> roles = List.of();

    /** The version of the account that the form was made from. */
    @FormParam("version")
    public int version;

    static OperatorForm of(Operator operator) {
        OperatorForm form = new OperatorForm();
        form.username = operator.username();
        form.name = operator.name();
        form.unitId = operator.unit().id();
        form.roles = List.copyOf(operator.roles());
        form.version = operator.version();
        return form;
    }

    NewOperator newOperator(String password) {
        return new NewOperator(text(username), text(name), unitId, roleSet(), password, true);
    }

    Assignment assignment() {
        return new Assignment(text(name), unitId, roleSet(), version);
    }

    private Set<Role> roleSet() {
        return roles == null || roles.isEmpty() ? Set.of() : EnumSet.copyOf(roles);
    }

    private static String text(String typed) {
        return typed == null ? "" : typed.strip();
    }
}
