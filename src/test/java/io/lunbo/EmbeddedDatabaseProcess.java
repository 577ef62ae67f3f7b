package io.lunbo;

import java.nio.file.Path;

/** A process of its own that runs the embedded database until it is killed; the test reads its one line of output. */
final class EmbeddedDatabaseProcess {
    private EmbeddedDatabaseProcess() {}

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
