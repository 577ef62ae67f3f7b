package io.lunbo.work;

import io.lunbo.work.WorkStatus.State;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Work that is ordered is done, and counts once, whatever happens to whoever does it. */
@QuarkusTest
class WorkOrdersTest {
    @Inject
    WorkOrders orders;

    @Inject
    WorkCrew crew;

    @Inject
    Counted counted;

    @Inject
    EntityManager entities;

    /** Work of the tests: what happens to a subject, the test says before it orders. */
    @Singleton
    static class Counted implements Work {
        static final String KIND = "TEST";

        private interface Doing {
            void run() throws WorkFailure, IOException, InterruptedException;
        }

        private final Map<UUID, Doing> doings = new ConcurrentHashMap<>();
        private final Map<UUID, AtomicInteger> begun = new ConcurrentHashMap<>();
        private final Map<UUID, AtomicInteger> written = new ConcurrentHashMap<>();
        private final Map<UUID, String> abandoned = new ConcurrentHashMap<>();

        UUID subject(Doing doing) {
            UUID subject = UUID.randomUUID();
            doings.put(subject, doing);
            begun.put(subject, new AtomicInteger());
            written.put(subject, new AtomicInteger());
            return subject;
        }

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Runnable perform(UUID subject, IntConsumer progress)
                throws WorkFailure, IOException, InterruptedException {
            begun.get(subject).incrementAndGet();
            progress.accept(50);
            doings.get(subject).run();
            return () -> written.get(subject).incrementAndGet();
        }

        @Override
        public void abandon(UUID subject, WorkFailure why) {
            abandoned.put(subject, why.reason());
        }
    }

    @Test
    void whatIsOrderedTwiceIsDoneOnce() {
        UUID subject = counted.subject(() -> {});

        orders.order(Counted.KIND, subject);
        orders.order(Counted.KIND, subject);

        assertThat(over(subject).state()).isEqualTo(State.DONE);
        orders.order(Counted.KIND, subject);
        assertThat(over(subject).attempts()).isEqualTo(1);
        assertThat(counted.written.get(subject)).hasValue(1);
    }

    @Test
    void orderOfATransactionThatIsRolledBackIsNone() {
        UUID subject = counted.subject(() -> {});

        QuarkusTransaction.begin();
        orders.order(Counted.KIND, subject);
        QuarkusTransaction.rollback();

        assertThat(orders.status(Counted.KIND, subject)).isEmpty();
        assertThat(counted.begun.get(subject)).hasValue(0);
    }

    @Test
    void whatFailsByAccidentIsTriedAgain() {
        AtomicInteger calls = new AtomicInteger();
        UUID subject = counted.subject(() -> {
            if (calls.incrementAndGet() < 2) {
                throw new IOException("the disk was away for a moment");
            }
        });

        orders.order(Counted.KIND, subject);

        WorkStatus status = over(subject);
        assertThat(status.state()).isEqualTo(State.DONE);
        assertThat(status.attempts()).isEqualTo(2);
        assertThat(counted.written.get(subject)).hasValue(1);
    }

    @Test
    void whatCannotBeDoneSaysWhyAndIsDoneOnceItIsOrderedAgain() {
        AtomicInteger calls = new AtomicInteger();
        UUID subject = counted.subject(() -> {
            if (calls.incrementAndGet() == 1) {
                throw new WorkFailure("DAMAGED", "at 3 s");
            }
        });

        orders.order(Counted.KIND, subject);

        WorkStatus failed = over(subject);
        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.reason()).isEqualTo("DAMAGED");
        assertThat(failed.detail()).isEqualTo("at 3 s");
        assertThat(counted.abandoned).containsEntry(subject, "DAMAGED");
        assertThat(counted.begun.get(subject)).hasValue(1);
        assertThat(orders.orderAgain(Counted.KIND, subject)).isTrue();
        assertThat(over(subject).state()).isEqualTo(State.DONE);
    }

    @Test
    void whoLostTheClaimWritesNothing() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        UUID subject = counted.subject(() -> {
            if (calls.incrementAndGet() == 1) {
                first.countDown();
                second.await();
            }
        });
        orders.order(Counted.KIND, subject);
        assertThat(first.await(30, TimeUnit.SECONDS)).isTrue();

        // as if the node had been silent for longer than its lease: somebody else takes it and is faster
        update("claim = uuid(), lease_until = utc_timestamp(3) - interval 1 second", subject);
        crew.lookAround();
        WorkStatus done = over(subject);
        second.countDown();

        assertThat(done.state()).isEqualTo(State.DONE);
        assertThat(done.attempts()).isEqualTo(2);
        UUID after = counted.subject(() -> {});
        orders.order(Counted.KIND, after); // whoever does this one has finished the other
        over(after);
        assertThat(counted.written.get(subject)).hasValue(1);
    }

    @Test
    void whatKillsEveryNodeIsGivenUp() {
        UUID subject = counted.subject(() -> {});
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("""
                        insert into work_orders (id, kind, subject, rank, state, attempts, percent, due_at, ordered_at)
                        values (uuid(), :kind, :subject, 5, 'WAITING', 15, 0, utc_timestamp(3), utc_timestamp(3))""")
                        .setParameter("kind", Counted.KIND)
                        .setParameter("subject", subject)
                        .executeUpdate());
        crew.lookAround();

        assertThat(over(subject).reason()).isEqualTo(WorkFailure.GAVE_UP);
        assertThat(counted.begun.get(subject)).hasValue(0);
    }

    private void update(String assignments, UUID subject) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery(
                                "update work_orders set " + assignments + " where subject = :subject")
                        .setParameter("subject", subject)
                        .executeUpdate());
    }

    private WorkStatus over(UUID subject) {
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60); System.nanoTime() < end; ) {
            WorkStatus status = orders.status(Counted.KIND, subject).orElseThrow();
            if (status.over()) {
                return status;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20)); // between two questions, not in place of one
        }
        throw new AssertionError("never done: " + subject);
    }
}
