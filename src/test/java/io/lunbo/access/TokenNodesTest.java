package io.lunbo.access;

import io.lunbo.access.PlayerTokens.Holder;
import io.lunbo.access.PlayerTokens.IssuedToken;
import io.lunbo.audit.AuditTrail;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A token is exchanged on one node and used on another. */
@QuarkusTest
class TokenNodesTest {
    @Inject
    PlayerTokens here;

    @Inject
    EntityManager entities;

    @Inject
    AuditTrail auditTrail;

    @Inject
    Event<PlayerTokens.Changed> changed;

    @Inject
    Event<PlayerTokens.Revoked> revoked;

    @Inject
    Clock clock;

    @Test
    void otherNodeKnowsTheNewTokenAndEndsTheOldOneWhenItIsUsedThere() {
        PlayerTokens there = new PlayerTokens(entities, auditTrail, changed, revoked, clock);
        IssuedToken old = here.issue(UUID.randomUUID(), null, "test", null);
        IssuedToken fresh = here.exchange(here.holder(old.token()).orElseThrow(), null);
        catchUp(there);
        Holder holder = there.holder(fresh.token()).orElseThrow();
        assertThat(holder.replacing()).isTrue();
        assertThat(there.holder(old.token())).isPresent();

        there.used(holder);
        there.endReplaced();
        catchUp(there);

        assertThat(there.holder(old.token())).isEmpty();
        assertThat(here.holder(old.token())).isEmpty();
        assertThat(here.holder(fresh.token()).map(Holder::replacing)).isEqualTo(Optional.of(false));
    }

    @Test
    void nodeThatMissedTheEndOfTheOldTokenStopsAskingForIt() {
        IssuedToken old = here.issue(UUID.randomUUID(), null, "test", null);
        IssuedToken fresh = here.exchange(here.holder(old.token()).orElseThrow(), null);
        Holder replacing = here.holder(fresh.token()).orElseThrow();
        here.used(replacing);
        here.endReplaced();

        here.used(replacing);
        here.endReplaced();

        assertThat(here.holder(fresh.token()).map(Holder::replacing)).isEqualTo(Optional.of(false));
        assertThat(here.holder(old.token())).isEmpty();
    }

    private static void catchUp(PlayerTokens node) {
        QuarkusTransaction.requiringNew().run(node::readChanges);
    }
}
