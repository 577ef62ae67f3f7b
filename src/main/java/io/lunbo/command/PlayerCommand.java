package io.lunbo.command;

import io.lunbo.access.CurrentOperator.Account;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** One thing that the player of one screen is asked to do once. */
@Entity
@Table(name = "player_commands")
public class PlayerCommand {
    private static final Duration GOOD_FOR = Duration.ofMinutes(15);

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Column(name = "screen_id")
    private UUID screenId;

    @Enumerated(EnumType.STRING)
    private CommandKind kind;

    @Column(name = "ordered_by")
    private UUID orderedBy;

    @Column(name = "ordered_name")
    private String orderedName;

    @Column(name = "ordered_at")
    private Instant orderedAt;

    @Column(name = "until_at")
    private Instant untilAt;

    private String outcome;
    private String detail;

    @Column(name = "answered_at")
    private Instant answeredAt;

    /** For Hibernate. */
    protected PlayerCommand() {}

    PlayerCommand(UUID screenId, CommandKind kind, Account actor, Instant now) {
        this.screenId = screenId;
        this.kind = kind;
        this.orderedBy = actor.id();
        this.orderedName = actor.name();
        this.orderedAt = now;
        this.untilAt = now.plus(GOOD_FOR);
    }

    /** The command's id; a player does it once. */
    public UUID id() {
        return id;
    }

    /** Whose player is asked. */
    public UUID screenId() {
        return screenId;
    }

    /** What it is asked to do. */
    public CommandKind kind() {
        return kind;
    }

    /** The name of who asked. */
    public String orderedName() {
        return orderedName;
    }

    /** When that was. */
    public Instant orderedAt() {
        return orderedAt;
    }

    /** Until when it is good. */
    public Instant untilAt() {
        return untilAt;
    }

    /** {@code DONE} or {@code FAILED}; null while no player has answered. */
    public String outcome() {
        return outcome;
    }

    /** What the player said to it; may be null. */
    public String detail() {
        return detail;
    }

    /** When the player answered; null until then. */
    public Instant answeredAt() {
        return answeredAt;
    }

    /** The key of how it stands. */
    public String stateKey(Instant now) {
        return outcome != null
                ? "command_state_" + outcome.toLowerCase(java.util.Locale.ROOT)
                : untilAt.isAfter(now) ? "command_state_open" : "command_state_over";
    }
}
