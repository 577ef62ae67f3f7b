package io.lunbo;

import java.io.IOException;
import java.nio.file.Path;

/** A process of its own that runs the embedded database until it is killed; the test reads its one line of output. */
final class EmbeddedDatabaseProcess {
    private EmbeddedDatabaseProcess() {}

    /** Starts one on that folder, to be killed by whoever asks. */
    static Process launch(Path folder) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmbeddedDatabaseProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public static void main(String[] args) throws InterruptedException {
        try {
            var running = EmbeddedMariaDb.start(new EmbeddedMariaDb.Options(
                    StartSettings.read().cacheFolder(), Path.of(args[0]), 0, "lunbo", "lunbo"));
            System.out.println(
                    "READY " + running.pid() + " " + running.accounts().owner().password() + " " + running.jdbcUrl());
        } catch (EmbeddedMariaDb.StartException e) {
            System.out.println("REFUSED " + e.getMessage().lines().findFirst().orElse(""));
            return;
        }
        Thread.sleep(Long.MAX_VALUE); // lives until it is killed: that is what is tested
    }
}
