package io.lunbo.access;

import io.lunbo.access.PlayerTokens.IssuedToken;
import io.lunbo.web.Problem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@QuarkusTest
class PlayerTokensTest {
    @Inject
    PlayerTokens tokens;

    @Inject
    EntityManager entities;

    @Inject
    io.lunbo.audit.AuditTrail auditTrail;

    @Inject
    Event<PlayerTokens.Changed> changed;

    @Inject
    Event<PlayerTokens.Revoked> revoked;

    @Inject
    Clock clock;

    @Test
    void tokenIsGoodFromTheCommitOn() {
        UUID screen = UUID.randomUUID();
        IssuedToken issued = QuarkusTransaction.requiringNew().call(() -> {
            IssuedToken uncommitted = tokens.issue(screen, null, "test", null);
            assertThat(tokens.holder(uncommitted.token())).isEmpty();
            return uncommitted;
        });

        assertThat(tokens.holder(issued.token()).map(PlayerTokens.Holder::player))
                .contains(new PlayerPrincipal(issued.playerId(), screen));
    }

    @Test
    void tokenOfARolledBackTransactionIsNone() {
        QuarkusTransaction.begin();
        String token = tokens.issue(UUID.randomUUID(), null, "test", null).token();
        QuarkusTransaction.rollback();

        tokens.readChanges();

        assertThat(tokens.holder(token)).isEmpty();
    }

    @Test
    void revokedTokenIsRefusedAtOnceAndForGood() {
        IssuedToken issued = tokens.issue(UUID.randomUUID(), null, "test", null);

        tokens.revoke(issued.playerId(), null);

        assertThat(tokens.holder(issued.token())).isEmpty();
        tokens.readChanges();
        assertThat(tokens.holder(issued.token())).isEmpty();
    }

    @Test
    void anotherNodeLearnsOfIssuesAndRevocations() {
        PlayerTokens otherNode = new PlayerTokens(entities, auditTrail, changed, revoked, clock);
        QuarkusTransaction.requiringNew().run(otherNode::readChanges);
        IssuedToken issued = tokens.issue(UUID.randomUUID(), null, "test", null);
        assertThat(otherNode.holder(issued.token())).isEmpty();

        QuarkusTransaction.requiringNew().run(otherNode::readChanges);
        assertThat(otherNode.holder(issued.token())).isPresent();

        tokens.revoke(issued.playerId(), null);
        QuarkusTransaction.requiringNew().run(otherNode::readChanges);
        assertThat(otherNode.holder(issued.token())).isEmpty();
    }

    @Test
    void tokenItselfIsStoredNowhere() {
        IssuedToken issued = tokens.issue(UUID.randomUUID(), null, "test", null);

        Object stored = QuarkusTransaction.requiringNew()
                .call(() -> entities.createNativeQuery("select token_hash from player_tokens where player_id = :player")
                        .setParameter("player", issued.playerId())
                        .getSingleResult());

        assertThat(stored).isEqualTo(Secrets.fingerprint(issued.token())).isNotEqualTo(issued.token());
    }

    @Test
    void garbageIsNoToken() {
        for (String garbage :
                new String[] {null, "", " ", "lbp_", "eyJhbGciOiJub25lIn0.e30.", "\0", "x".repeat(10_000)}) {
            assertThat(tokens.holder(garbage)).isEmpty();
        }
    }

    @Test
    void unknownPlayerCannotBeRevoked() {
        assertThatThrownBy(() -> tokens.revoke(UUID.randomUUID(), null))
                .isInstanceOf(Problem.class)
                .hasMessage("not-found");
    }
}
