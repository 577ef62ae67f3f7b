package io.lunbo.premises;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.premises.Grouping.GroupFacts;
import io.lunbo.site.ScreenGroup;
import io.lunbo.site.ScreenGroupRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.VersionTag;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;

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
    @Path("{code}")
    @Operation(summary = "One group of screens")
    @APIResponseSchema(GroupDocument.class)
    public RestResponse<GroupDocument> one(String code) {
        return answer(groups.byCode(code).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND)));
    }

    @GET
    @Operation(summary = "All groups of screens, by name")
    public GroupList list() {
        return new GroupList(groups.inOrder().stream().map(this::document).toList());
    }

    @PUT
    @Path("{code}")
    @Operation(
            summary = "Say which screens belong to a group; it is made where there is none",
            description = "Where there is one, If-Match names the version that was seen.")
    @APIResponseSchema(GroupDocument.class)
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public RestResponse<GroupDocument> say(
            String code, @NotNull GroupBody body, @RestHeader("If-Match") String ifMatch) {
        Set<String> named = body.screens() == null ? Set.of() : body.screens();
        GroupFacts facts = new GroupFacts(code, body.name(), named);
        return answer(VersionTag.written(
                ifMatch,
                seen -> grouping.say(facts, seen, operator.account()),
                body,
                () -> groups.byCode(code).map(this::document).orElse(null)));
    }

    private RestResponse<GroupDocument> answer(ScreenGroup group) {
        return RestResponse.ResponseBuilder.ok(document(group))
                .tag(VersionTag.of(group.version()))
                .build();
    }

    private GroupDocument document(ScreenGroup group) {
        return new GroupDocument(group.code(), group.name(), grouping.codes(group));
    }
}
