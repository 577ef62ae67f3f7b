package io.lunbo.alarm;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Alarms for programs. */
@Path("/api/v1/alarms")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class AlarmResource {
    private static final int PAST = 200;

    private final AlarmRepository alarms;
    private final AlarmKeeping keeping;
    private final CurrentOperator operator;

    /**
     * Alarms.
     *
     * @param alarms those that go on, then the newest that are over
     */
    public record Alarms(List<One> alarms) {}

    /**
     * An alarm.
     *
     * @param detail plain facts
     * @param until null while it goes on
     * @param acknowledgedBy the name of who has taken note; null: nobody
     */
    public record One(
            UUID id,
            AlarmKind kind,
            String screen,
            String detail,
            Instant since,
            Instant until,
            String acknowledgedBy,
            Instant acknowledgedAt,
            String note) {
        static One of(Alarm alarm) {
            return new One(
                    alarm.id(),
                    alarm.kind(),
                    alarm.screen().code(),
                    alarm.detail(),
                    alarm.sinceAt(),
                    alarm.untilAt(),
                    alarm.acknowledgedName(),
                    alarm.acknowledgedAt(),
                    alarm.note());
        }
    }

    /**
     * That somebody has taken note.
     *
     * @param note what is being done; may be missing
     */
    public record Acknowledgement(@Size(max = 1000) String note) {}

    AlarmResource(AlarmRepository alarms, AlarmKeeping keeping, CurrentOperator operator) {
        this.alarms = alarms;
        this.keeping = keeping;
        this.operator = operator;
    }

    /** What goes on, and the newest of what is over. */
    @GET
    @Transactional
    @Operation(summary = "Alarms: what goes on, and the newest that are over")
    public Alarms list() {
        return new Alarms(Stream.concat(alarms.open().stream(), alarms.over(PAST).stream())
                .map(One::of)
                .toList());
    }

    /** Takes note. */
    @PUT
    @Path("/{id}/acknowledgement")
    @RolesAllowed(Role.Names.PLAYOUT)
    @Operation(summary = "Take note of an alarm: nobody is told of it again")
    public void acknowledge(@PathParam("id") UUID id, @Valid @NotNull Acknowledgement acknowledgement) {
        keeping.acknowledge(id, acknowledgement.note(), operator.account());
    }
}
