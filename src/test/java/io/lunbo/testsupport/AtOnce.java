package io.lunbo.testsupport;

import io.lunbo.web.Problem;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;

/** Deeds that several people do in the same moment. */
public final class AtOnce {
    /** What a deed says that was not refused. */
    public static final String DONE = "done";

    private AtOnce() {}

    /**
     * Does it in a thread of its own once all others stand at the barrier, too.
     *
     * @return {@link #DONE}, the slug of the problem that it was refused with, or what else was thrown
     */
    public static CompletableFuture<String> atOnce(CyclicBarrier start, Runnable deed) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        start.await();
                        deed.run();
                        return DONE;
                    } catch (Problem problem) {
                        return problem.type().slug();
                    } catch (Exception e) {
                        return e.toString();
                    }
                },
                task -> new Thread(task).start());
    }
}
