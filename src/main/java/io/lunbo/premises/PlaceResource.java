package io.lunbo.premises;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.site.ScreenGroup;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Where a screen stands, and to which groups it belongs, as JSON. */
@Path("/api/v1/screens/{code}/place")
@Authenticated
public class PlaceResource {
    private final ScreenRepository screens;
    private final Grouping grouping;
    private final CurrentOperator operator;

    PlaceResource(ScreenRepository screens, Grouping grouping, CurrentOperator operator) {
        this.screens = screens;
        this.grouping = grouping;
        this.operator = operator;
    }

    /** The code of a site; absent: not known. */
    public record PlaceBody(String site) {}

    /**
     * Where a screen stands.
     *
     * @param site the code of its site; null: not known
     * @param groups the codes of its groups
     */
    public record PlaceDocument(String site, List<String> groups) {
        static PlaceDocument of(Screen screen) {
            return new PlaceDocument(
                    screen.site() == null ? null : screen.site().code(),
                    screen.groups().stream().map(ScreenGroup::code).toList());
        }
    }

    @GET
    @Operation(summary = "Where a screen stands, and to which groups it belongs")
    public PlaceDocument place(String code) {
        return PlaceDocument.of(screens.byCode(code).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND)));
    }

    @PUT
    @Operation(summary = "Say at which site a screen stands")
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public PlaceDocument say(String code, @NotNull PlaceBody body) {
        return PlaceDocument.of(grouping.place(code, body.site(), operator.account()));
    }
}
