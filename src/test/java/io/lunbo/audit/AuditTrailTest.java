package io.lunbo.audit;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@QuarkusTest
class AuditTrailTest {
    @Inject
    AuditTrail trail;

    @Inject
    EntityManager entities;

    @Test
    void concurrentDeedsFormOneUnbrokenChain() {
        String subject = "test:" + UUID.randomUUID();
        CompletableFuture<?>[] deeds = IntStream.range(0, 40)
                .mapToObj(i -> CompletableFuture.runAsync(() -> QuarkusTransaction.requiringNew()
                        .run(() -> trail.record(UUID.randomUUID(), "test.deed", subject, Map.of("n", i)))))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(deeds).join();

        assertThat(trail.firstBroken()).isEmpty();
        assertThat(trail.newest(200))
                .filteredOn(entry -> entry.subject().equals(subject))
                .hasSize(40);
    }

    @Test
    void databaseRefusesToChangeOrDeleteAnEntry() {
        QuarkusTransaction.requiringNew().run(() -> trail.record(null, "test.deed", "test:kept", Map.of()));

        assertThatThrownBy(() -> sql("update audit_entries set details = '{}' where subject = 'test:kept'"))
                .hasStackTraceContaining("never changed");
        assertThatThrownBy(() -> sql("delete from audit_entries where subject = 'test:kept'"))
                .hasStackTraceContaining("never deleted");
    }

    private void sql(String statement) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery(statement).executeUpdate());
    }
}
