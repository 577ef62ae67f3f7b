package io.lunbo;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Gives every Quarkus test the same embedded MariaDB that the product runs on, and every process of tests a folder of its own. */
public final class EmbeddedDatabaseForTests implements QuarkusTestResourceLifecycleManager {
    // Outlives the class loaders of the applications that one process starts after one another.
    private static final String PLACE = "io.lunbo.test-place";

    @Override
    public Map<String, String> start() {
        Path folder = folder();
        Map<String, String> settings = new HashMap<>(Map.of(
                "lunbo.data", folder.resolve("data").toString(),
                "lunbo.audit.heads",
                        folder.resolve("data/audit-heads-" + UUID.randomUUID()).toString()));
        StartSettings read = StartSettings.read();
        if (read.outsideDatabase()) {
            return settings;
        }
        var database = EmbeddedMariaDb.start(
                new EmbeddedMariaDb.Options(read.cacheFolder(), folder.resolve("database"), 0, "lunbo_test", "lunbo"));
        settings.putAll(Map.of(
                "quarkus.datasource.jdbc.url", database.jdbcUrl(),
                "quarkus.datasource.username", database.accounts().service().user(),
                "quarkus.datasource.password", database.accounts().service().password(),
                "quarkus.flyway.username", database.accounts().owner().user(),
                "quarkus.flyway.password", database.accounts().owner().password()));
        return settings;
    }

    /** The first place that no other process holds; it is given back when this process ends. */
    private static synchronized Path folder() {
        Path target = Path.of("target");
        for (int at = 1; System.getProperty(PLACE) == null; at++) {
            try {
                Files.createDirectories(target);
                FileChannel held = FileChannel.open(
                        target.resolve("test-" + at + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                if (held.tryLock() == null) {
                    held.close();
                } else {
                    System.getProperties().put(PLACE + "-held", held); // reachable, so that it is not closed
                    System.setProperty(PLACE, "test-" + at);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return target.resolve(System.getProperty(PLACE));
    }

    @Override
    public void stop() {
        // The server ends with this process; other tests of the same run use it meanwhile.
    }
}
