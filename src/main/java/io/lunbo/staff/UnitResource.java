package io.lunbo.staff;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.access.Unit;
import io.lunbo.access.UnitRegistration;
import io.lunbo.access.UnitRepository;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Units, for programs. */
@Path("/api/v1/units")
public class UnitResource {
    private final UnitRepository units;
    private final UnitRegistration registration;
    private final CurrentOperator operator;

    /**
     * A unit.
     *
     * @param id the unit
     * @param code its short stable name
     * @param name the name as people say it
     * @param part what it does, in words; may be absent
     */
    public record UnitView(UUID id, String code, String name, String part) {
        static UnitView of(Unit unit) {
            return new UnitView(unit.id(), unit.code(), unit.name(), unit.part());
        }
    }

    /**
     * A unit to be.
     *
     * @param code its short stable name
     * @param name the name as people say it
     * @param part what it does, in words; may be absent
     */
    public record NewUnit(
            @NotNull @Pattern(regexp = UnitRegistration.CODE)
            String code,

            @NotBlank @Size(max = 100) String name,
            @Size(max = 200) String part) {}

    /**
     * What may change of a unit.
     *
     * @param name the name as people say it
     * @param part what it does, in words; may be absent
     */
    public record UnitNames(
            @NotBlank @Size(max = 100) String name,
            @Size(max = 200) String part) {}

    UnitResource(UnitRepository units, UnitRegistration registration, CurrentOperator operator) {
        this.units = units;
        this.registration = registration;
        this.operator = operator;
    }

    /** All units, by name. */
    @GET
    @Operation(summary = "All units, by name")
    @Authenticated
    public List<UnitView> all() {
        return units.all().stream().map(UnitView::of).toList();
    }

    /** Adds a unit. */
    @POST
    @Operation(summary = "Add a unit")
    @RolesAllowed(Role.Names.ADMINISTRATOR)
    @ResponseStatus(201)
    public UnitView register(@NotNull @Valid NewUnit unit) {
        return UnitView.of(registration.register(unit.code(), unit.name(), unit.part(), operator.id()));
    }

    /** Renames a unit. */
    @PUT
    @Operation(summary = "Rename a unit")
    @Path("{id}")
    @RolesAllowed(Role.Names.ADMINISTRATOR)
    public UnitView rename(@PathParam("id") UUID id, @NotNull @Valid UnitNames names) {
        return UnitView.of(registration.rename(id, names.name(), names.part(), operator.account()));
    }
}
