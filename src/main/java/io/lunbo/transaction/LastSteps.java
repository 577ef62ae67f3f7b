package io.lunbo.transaction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Puts off to the end of a transaction what takes a lock that everybody needs.
 *
 * <p>A deed on many screens works for a while. If it held such a lock meanwhile, an order to go dark would wait for it.
 */
@ApplicationScoped
public class LastSteps {
    /** The steps in their order; who holds the lock of one may wait for those after it, never for one before. */
    public enum Step {
        /** Screens are told what they must do. */
        MANIFESTS,
        /** Deeds are chained to those before. */
        AUDIT
    }

    /** What one transaction has to do in one step. */
    public interface Work {
        /** Does it; what it changes must be flushed by itself, since the session has done so before. */
        void doLast();

        /** Afterwards, outside of the transaction. */
        default void after(boolean committed) {}
    }

    private final TransactionSynchronizationRegistry transaction;
    private final EntityManager entities;

    LastSteps(TransactionSynchronizationRegistry transaction, EntityManager entities) {
        this.transaction = transaction;
        this.entities = entities;
    }

    /**
     * What the present transaction has to do in that step.
     *
     * <p>{@link IllegalStateException}: the step is over; what comes now would be lost without a word.
     *
     * @param fresh makes it at the first call; always of the same type for a step
     */
    public <T extends Work> T work(Step step, Class<T> type, Supplier<T> fresh) {
        Steps steps = (Steps) transaction.getResource(LastSteps.class);
        if (steps == null) {
            entities.flush(); // the session joins the transaction now: from its last step on it may not
            steps = new Steps();
            transaction.putResource(LastSteps.class, steps);
            transaction.registerInterposedSynchronization(steps);
        }
        if (steps.over.contains(step)) {
            throw new IllegalStateException(step + " comes too late in its transaction");
        }
        return type.cast(steps.works.computeIfAbsent(step, first -> fresh.get()));
    }

    private final class Steps implements Synchronization {
        private final Map<Step, Work> works = new EnumMap<>(Step.class);
        private final Set<Step> over = EnumSet.noneOf(Step.class);

        @Override
        public void beforeCompletion() {
            for (Step step : Step.values()) { // one step may give work to the next
                Work work = works.get(step);
                over.add(step);
                if (work != null) {
                    work.doLast();
                }
            }
            giveBackConnection();
        }

        @Override
        public void afterCompletion(int status) {
            works.values().forEach(work -> work.after(status == Status.STATUS_COMMITTED));
        }

        /** As the session did before its own last step, which these come after; the pool warns of connections that it has to close itself. */
        private void giveBackConnection() {
            entities.unwrap(SharedSessionContractImplementor.class)
                    .getJdbcCoordinator()
                    .getLogicalConnection()
                    .beforeTransactionCompletion();
        }
    }
}
