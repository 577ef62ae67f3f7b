package io.lunbo.feed;

import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Where calendars are fetched: the token in the path opens this one calendar and nothing else, and is written nowhere. */
@Path("/feeds/{token}/calendar.ics")
@PermitAll
public class CalendarDoor {
    private final FeedAddresses addresses;
    private final CalendarReading reading;

    CalendarDoor(FeedAddresses addresses, CalendarReading reading) {
        this.addresses = addresses;
        this.reading = reading;
    }

    /** The calendar; not found where the address was never given or is revoked. */
    @GET
    @Produces("text/calendar;charset=UTF-8")
    public Response calendar(String token) {
        FeedAddress address = addresses.behind(token).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        return Response.ok(reading.calendar(address))
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }
}
