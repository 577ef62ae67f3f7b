package io.lunbo.command;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.audit.AuditTrail;
import io.lunbo.player.HeartbeatResource.Answer;
import io.lunbo.player.PlayerStates.Said;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenChanged;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** Asks players to do something, and writes down what they answer. */
@ApplicationScoped
public class Commanding {
    private static final int MOST_OPEN = 20;

    private final CommandRepository commands;
    private final ScreenRepository screens;
    private final AuditTrail auditTrail;
    private final Event<ScreenChanged> changed;
    private final Clock clock;

    Commanding(
            CommandRepository commands,
            ScreenRepository screens,
            AuditTrail auditTrail,
            Event<ScreenChanged> changed,
            Clock clock) {
        this.commands = commands;
        this.screens = screens;
        this.auditTrail = auditTrail;
        this.changed = changed;
        this.clock = clock;
    }

    /**
     * Asks the player of a screen. What is asked already and not answered yet is not asked twice.
     *
     * <p>404: no such screen. 409: it is out of use. 429: too much is asked of it already.
     */
    @Transactional
    public PlayerCommand ask(String screenCode, CommandKind kind, Account actor) {
        Screen screen = screens.byCode(screenCode).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        if (!screen.active()) {
            throw Problem.of(ProblemType.CONFLICT);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var open = commands.open(screen.id(), now);
        Optional<PlayerCommand> same =
                open.stream().filter(one -> one.kind() == kind).findFirst();
        if (same.isPresent()) {
            return same.get();
        }
        if (open.size() >= MOST_OPEN) {
            throw Problem.of(ProblemType.TOO_MANY_ATTEMPTS);
        }
        PlayerCommand command = new PlayerCommand(screen.id(), kind, actor, now);
        commands.persist(command);
        auditTrail.record(
                actor.id(),
                "player.command",
                "screen:" + screenCode,
                Map.of("command", kind.name(), "id", command.id().toString()));
        changed.fire(new ScreenChanged(screen.id()));
        return command;
    }

    /** The first answer counts; a manifest without the command follows. */
    void said(@Observes Said said) {
        boolean news = false;
        for (Answer answer : said.answers()) {
            news |= commands.update(
                            "outcome = ?1, detail = ?2, answeredAt = ?3 where id = ?4 and screenId = ?5 and outcome is null",
                            answer.outcome().name(),
                            answer.detail(),
                            said.at(),
                            answer.id(),
                            said.screenId())
                    > 0;
        }
        if (news) {
            changed.fire(new ScreenChanged(said.screenId()));
        }
    }
}
