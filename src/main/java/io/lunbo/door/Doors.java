package io.lunbo.door;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.PlayerPrincipal;
import io.lunbo.access.PlayerTokens;
import io.lunbo.access.Secrets;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes doors for players that others made, and closes them. */
@ApplicationScoped
public class Doors implements PanacheRepositoryBase<Door, UUID> {
    private static final String PREFIX = "ldr_";

    private final ScreenRepository screens;
    private final PlayerTokens tokens;
    private final AuditTrail auditTrail;
    private final Clock clock;

    /** A new door; its token is told once. */
    public record Made(Door door, String token) {
        /** Where the player is to look, from the server's root: one address for each form. */
        public List<String> paths() {
            return door.kind() == Door.Kind.SMIL
                    ? List.of("/player/smil/" + token + "/index.smil")
                    : List.of("/player/m3u/" + token + ".m3u8", "/player/xspf/" + token + ".xspf");
        }
    }

    Doors(ScreenRepository screens, PlayerTokens tokens, AuditTrail auditTrail, Clock clock) {
        this.screens = screens;
        this.tokens = tokens;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /** Lets a player of the screen of that code in by a door of its own. */
    @Transactional
    public Made make(
            @NotNull Door.Kind kind,
            @NotNull String screenCode,
            @NotBlank @Size(max = 100) String name,
            Account actor) {
        Screen screen =
                screens.byCode(screenCode).orElseThrow(() -> Problem.of(ProblemType.SCREEN_UNKNOWN, screenCode));
        UUID playerId = tokens.letIn(screen.id(), name.strip(), kind.name());
        String token = Secrets.token(PREFIX);
        Door door = new Door(
                new PlayerPrincipal(playerId, screen.id()),
                kind,
                Secrets.fingerprint(token),
                actor.id(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        persistAndFlush(door);
        auditTrail.record(
                actor.id(),
                "door.make",
                "screen:" + screen.code(),
                Change.made(Map.of("kind", kind.name(), "name", name.strip(), "player", playerId.toString())));
        return new Made(door, token);
    }

    /** Closes a door for good; the player keeps its name and what it has played. */
    @Transactional
    public void revoke(UUID id, Account actor) {
        Door door = findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        if (door.revokedAt() == null) {
            door.revoke(clock.instant().truncatedTo(ChronoUnit.MILLIS));
            auditTrail.record(
                    actor.id(),
                    "door.revoke",
                    "door:" + id,
                    Change.removed(Map.of("player", door.playerId().toString())));
        }
    }

    /** All that are open, newest first. */
    @Transactional
    public List<Door> open() {
        return list("revokedAt is null and " + PLAYER_STAYS + " order by madeAt desc");
    }

    private static final String PLAYER_STAYS =
            "exists (select 1 from Player p where p.id = playerId and p.revokedAt is null)";

    /** The open door of that kind behind a token. */
    @Transactional
    Optional<Door> behind(String token, Door.Kind kind) {
        return find(
                        "tokenSha256 = ?1 and kind = ?2 and revokedAt is null and " + PLAYER_STAYS,
                        Secrets.fingerprint(token),
                        kind)
                .firstResultOptional();
    }
}
