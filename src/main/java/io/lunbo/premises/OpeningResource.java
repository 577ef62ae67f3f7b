package io.lunbo.premises;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.premises.OpeningExceptions.ExceptionFacts;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** When a screen is open, by weekday and on single dates, as JSON. */
@Path("/api/v1/screens/{code}/opening")
@Authenticated
public class OpeningResource {
    private final ScreenRepository screens;
    private final OpeningExceptions exceptions;
    private final CurrentOperator operator;

    OpeningResource(ScreenRepository screens, OpeningExceptions exceptions, CurrentOperator operator) {
        this.screens = screens;
        this.exceptions = exceptions;
        this.operator = operator;
    }

    /**
     * What is said of a date.
     *
     * @param hours {@code closed}, or ranges such as {@code 10:00-18:00}
     * @param reason why
     */
    public record ExceptionBody(String hours, String reason) {}

    /** A date that is an exception. */
    public record ExceptionDocument(LocalDate day, String hours, String reason) {}

    /**
     * When a screen is open.
     *
     * @param hours by weekday
     * @param exceptions the dates that do not go by their weekday, the first first
     */
    public record OpeningDocument(String hours, List<ExceptionDocument> exceptions) {
        static OpeningDocument of(Screen screen) {
            return new OpeningDocument(
                    screen.hours(),
                    screen.openingHours().exceptions().entrySet().stream()
                            .map(one -> new ExceptionDocument(
                                    one.getKey(),
                                    one.getValue().hours(),
                                    one.getValue().reason()))
                            .toList());
        }
    }

    @GET
    @Operation(summary = "When a screen is open, by weekday and on single dates")
    public OpeningDocument opening(String code) {
        return OpeningDocument.of(screens.byCode(code).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND)));
    }

    @PUT
    @Path("{date}")
    @Operation(summary = "Say when a screen is open on a date, and why it does not go by its weekday")
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public OpeningDocument say(String code, LocalDate date, @NotNull ExceptionBody body) {
        return OpeningDocument.of(
                exceptions.say(code, new ExceptionFacts(date, body.hours(), body.reason()), operator.account()));
    }

    @DELETE
    @Path("{date}")
    @Operation(summary = "Let a date go by its weekday again")
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public void remove(String code, LocalDate date) {
        exceptions.remove(code, date, operator.account());
    }
}
