package io.lunbo.admission;

import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** How full a screen's day is. */
@Path("/api/v1/screens/{code}/load")
@Authenticated
public class LoadResource {
    private final ScreenRepository screens;
    private final LoadOfDay load;
    private final Clock clock;

    LoadResource(ScreenRepository screens, LoadOfDay load, Clock clock) {
        this.screens = screens;
        this.load = load;
        this.clock = clock;
    }

    /** The day where the screen stands, today where none is named. */
    @GET
    @Operation(summary = "How full a screen is on a day, what does not fit and what would help")
    public DayLoad one(String code, @RestQuery LocalDate date) {
        Screen screen = screens.byCode(code).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        LocalDate day = date == null ? LocalDate.ofInstant(clock.instant(), screen.timeZone()) : date;
        if (day.getYear() < 1900 || day.getYear() >= 3000) {
            throw Problem.of(ProblemType.NOT_FOUND);
        }
        return load.of(screen, day);
    }
}
