package io.lunbo.premises;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.premises.Grouping.GroupFacts;
import io.lunbo.site.ScreenGroup;
import io.lunbo.site.ScreenGroupRepository;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Groups of screens as JSON. */
@Path("/api/v1/screen-groups")
@Authenticated
public class ScreenGroupResource {
    private final ScreenGroupRepository groups;
    private final Grouping grouping;
    private final CurrentOperator operator;

    ScreenGroupResource(ScreenGroupRepository groups, Grouping grouping, CurrentOperator operator) {
        this.groups = groups;
        this.grouping = grouping;
        this.operator = operator;
    }

    /**
     * A group as a client writes it.
     *
     * @param screens the codes of its screens
     */
    public record GroupBody(String name, Set<String> screens) {}

    /** A group as it is, its screens by code. */
    public record GroupDocument(String code, String name, List<String> screens) {}

    /** All groups. */
    public record GroupList(List<GroupDocument> items) {}

    @GET
    @Operation(summary = "All groups of screens, by name")
    public GroupList list() {
        return new GroupList(groups.inOrder().stream().map(this::document).toList());
    }

    @PUT
    @Path("{code}")
    @Operation(summary = "Say which screens belong to a group; it is made where there is none")
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public GroupDocument say(String code, @NotNull GroupBody body) {
        Set<String> named = body.screens() == null ? Set.of() : body.screens();
        return document(grouping.say(new GroupFacts(code, body.name(), named), operator.account()));
    }

    private GroupDocument document(ScreenGroup group) {
        return new GroupDocument(group.code(), group.name(), grouping.codes(group));
    }
}
