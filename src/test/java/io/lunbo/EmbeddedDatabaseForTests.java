package io.lunbo;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Gives every Quarkus test the same embedded MariaDB that the product runs on, and every process of tests a folder of its own. */
public final class EmbeddedDatabaseForTests implements QuarkusTestResourceLifecycleManager {
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

    /** Named by the process, so that several of them run side by side; those of processes that are gone are removed. */
    private static Path folder() {
        Path place =
                Path.of("target", "test", Long.toString(ProcessHandle.current().pid()));
        try {
            Files.createDirectories(place);
            try (Stream<Path> places = Files.list(place.getParent())) {
                for (Path other :
                        places.filter(EmbeddedDatabaseForTests::isLeft).toList()) {
                    remove(other);
                }
            }
            return place;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isLeft(Path place) {
        return ProcessHandle.of(Long.parseLong(place.getFileName().toString())).isEmpty();
    }

    private static void remove(Path place) throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Override
    public void stop() {
        // The server ends with this process; other tests of the same run use it meanwhile.
    }
}
