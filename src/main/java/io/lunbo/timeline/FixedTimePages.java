package io.lunbo.timeline;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.campaign.CampaignBooking;
import io.lunbo.campaign.Spot;
import io.lunbo.campaign.SpotFacts;
import io.lunbo.campaign.SpotRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;

/** Moves one fixed time of a booking, as it was dragged; the same rules hold as where it is typed. */
@Path("/timeline/fixed-times")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.Names.SCHEDULER)
public class FixedTimePages {
    private final SpotRepository spots;
    private final CampaignBooking booking;
    private final CurrentOperator operator;

    FixedTimePages(SpotRepository spots, CampaignBooking booking, CurrentOperator operator) {
        this.spots = spots;
        this.booking = booking;
        this.operator = operator;
    }

    /** Refused where the booking changed since it was seen, where the screen is closed then, or where it does not fit. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response move(
            @RestForm UUID spot,
            @RestForm Integer version,
            @RestForm String from,
            @RestForm String to,
            @RestForm String back) {
        if (spot == null || version == null) {
            throw Problem.of(ProblemType.INVALID_INPUT);
        }
        Spot booked =
                spots.withIds(List.of(spot)).stream().findFirst().orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        TreeSet<Instant> times = new TreeSet<>(booked.fixedTimes());
        if (!times.remove(instant("from", from))) {
            throw Problem.of(ProblemType.CONFLICT).with("currentVersion", booked.version());
        }
        times.add(instant("to", to));
        booking.changeSpot(booked.campaign().id(), spot, SpotFacts.at(booked, times), version, operator.account());
        return Response.seeOther(TimelinePages.address(back)).build();
    }

    private static Instant instant(String field, String typed) {
        try {
            return Instant.parse(typed == null ? "" : typed);
        } catch (DateTimeParseException e) {
            throw Problem.of(ProblemType.INVALID_INPUT).field(field, typed);
        }
    }
}
