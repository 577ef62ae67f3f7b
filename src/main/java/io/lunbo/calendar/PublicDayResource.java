package io.lunbo.calendar;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.calendar.PublicDayUpkeep.PublicDayFacts;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Public holidays and make-up working days as JSON. */
@Path("/api/v1/public-days")
@Authenticated
public class PublicDayResource {
    private final PublicDayRepository days;
    private final PublicDayUpkeep upkeep;
    private final CurrentOperator operator;

    PublicDayResource(PublicDayRepository days, PublicDayUpkeep upkeep, CurrentOperator operator) {
        this.days = days;
        this.upkeep = upkeep;
        this.operator = operator;
    }

    /**
     * What is said of one or several days.
     *
     * @param from the first day
     * @param until the last, inclusive; the first where absent
     * @param working true: a make-up working day; false: a day off
     * @param name why
     * @param source who says so
     */
    public record PublicDayBody(LocalDate from, LocalDate until, boolean working, String name, String source) {
        PublicDayFacts facts() {
            return new PublicDayFacts(from, until == null ? from : until, working, name, source);
        }
    }

    /** What is said of a day. */
    public record PublicDayDocument(LocalDate day, boolean working, String name, String source) {
        static PublicDayDocument of(PublicDay one) {
            return new PublicDayDocument(one.day(), one.working(), one.name(), one.source());
        }
    }

    /** All days of which something is said, the latest first. */
    public record PublicDayList(List<PublicDayDocument> items) {}

    /** How many lines were read. */
    public record PublicDaysRead(int read) {}

    @GET
    @Operation(summary = "All public holidays and make-up working days, the latest first")
    public PublicDayList list() {
        return new PublicDayList(
                days.inOrder().stream().map(PublicDayDocument::of).toList());
    }

    @PUT
    @Operation(summary = "Say of one or several days whether people work")
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public void say(@NotNull PublicDayBody body) {
        upkeep.say(body.facts(), operator.account());
    }

    @POST
    @Path("import")
    @Consumes("text/csv")
    @Operation(summary = "Read lines of day, FREE or WORKING, name and source: all of them or none")
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public PublicDaysRead read(@NotNull String table) {
        return new PublicDaysRead(upkeep.read(table, operator.account()));
    }

    @DELETE
    @Path("{day}")
    @Operation(summary = "Take a day off the list: its weekday counts again")
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public void remove(LocalDate day) {
        upkeep.remove(day, operator.account());
    }
}
