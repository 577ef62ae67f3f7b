package io.lunbo.demo;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.audit.AuditTrail;
import io.lunbo.screen.ScreenChanged;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.event.Event;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whether the demo's week is over, and how to begin it again. */
@Path("/demo/beginnings")
@Singleton
@Named("demoWeek")
public class DemoWeek {
    private final boolean demo;
    private final Clock clock;
    private final WeekRestart restart;
    private final EntityManager entities;
    private final ScreenRepository screens;
    private final Event<ScreenChanged> changed;
    private final AuditTrail auditTrail;
    private final CurrentOperator operator;
    private final LocalDate lastDay;
    private final ZoneId zone;

    DemoWeek(
            @ConfigProperty(name = "lunbo.demo", defaultValue = "false") boolean demo,
            Clock clock,
            WeekRestart restart,
            EntityManager entities,
            ScreenRepository screens,
            Event<ScreenChanged> changed,
            AuditTrail auditTrail,
            CurrentOperator operator) {
        this.demo = demo;
        this.clock = clock;
        this.restart = restart;
        this.entities = entities;
        this.screens = screens;
        this.changed = changed;
        this.auditTrail = auditTrail;
        this.operator = operator;
        DemoCampaign.Facts facts = DemoCampaign.read().campaign();
        this.lastDay = facts.until();
        this.zone = ZoneId.of(facts.timeZone());
    }

    /** Whether this is a demo whose campaign lies behind its clock. */
    public boolean over() {
        return demo && LocalDate.ofInstant(clock.instant(), zone).isAfter(lastDay);
    }

    /**
     * Sets the clock back to the first morning. The plays of the run before are cleared: they are of the same seconds, and
     * what is logged now must not be taken for a repetition of them.
     */
    @POST
    @RolesAllowed(Role.Names.ADMINISTRATOR)
    @Transactional
    public Response beginAgain() {
        if (!demo) {
            throw Problem.of(ProblemType.NOT_FOUND);
        }
        for (String clear : List.of(
                "delete from tallies",
                "delete from tally_days",
                "delete from tally_items",
                "delete from screen_days",
                "delete from screen_day_marks",
                "delete from tally_proofs",
                "delete from outages",
                "delete from plays",
                "delete from play_hours",
                "delete from play_spans",
                "delete from rejected_plays",
                "delete from takeovers",
                "delete from takeover_orders",
                "delete from player_states")) {
            entities.createNativeQuery(clear).executeUpdate();
        }
        auditTrail.record(operator.id(), "demo.begin-again", "demo:week", Map.of());
        restart.beginAgain();
        screens.inUse().forEach(screen -> changed.fire(new ScreenChanged(screen.id())));
        return Response.seeOther(URI.create("/")).build();
    }
}
