package io.lunbo.upload;

import io.lunbo.media.MediaStore;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;

/** Removes what was left behind: uploads that nobody goes on with, and files of work that was cut off. */
@ApplicationScoped
class UploadSweepJob {
    /** Whatever is being worked on is written to more often than that. */
    private static final Duration WORKED_ON = Duration.ofHours(24);

    private final UploadReceiving receiving;
    private final MediaStore store;

    UploadSweepJob(UploadReceiving receiving, MediaStore store) {
        this.receiving = receiving;
        this.store = store;
    }

    @Scheduled(every = "1h", delayed = "2m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() throws IOException {
        int uploads = receiving.sweep();
        int files = store.sweep(WORKED_ON);
        if (uploads + files > 0) {
            Log.infof("Swept %d uploads that were given up and %d files of work that was cut off", uploads, files);
        }
    }
}
