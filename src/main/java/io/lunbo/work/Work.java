package io.lunbo.work;

import java.io.IOException;
import java.util.UUID;
import java.util.function.IntConsumer;

/** One kind of work that can be ordered. */
public interface Work {
    /** Its name in the orders: at most 16 characters. */
    String kind();

    /**
     * Does the work, outside of any transaction. May run again for the same subject, and at the same time as a run that was
     * taken for dead.
     *
     * @param progress takes how much is done, in percent
     * @return what to write down: run in the transaction that ends the order, and only if nobody else was faster
     * @throws WorkFailure if doing it again would not help
     */
    Runnable perform(UUID subject, IntConsumer progress) throws WorkFailure, IOException, InterruptedException;

    /** Writes down that it will not be done; in the transaction that ends the order. */
    default void abandon(UUID subject, WorkFailure why) {}
}
