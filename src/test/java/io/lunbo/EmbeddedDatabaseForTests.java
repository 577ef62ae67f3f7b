package io.lunbo;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.Map;

/** Gives every Quarkus test the same embedded MariaDB that the product runs on. */
public final class EmbeddedDatabaseForTests implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        StartSettings settings = StartSettings.read();
        if (settings.outsideDatabase()) {
            return Map.of();
        }
        var database = EmbeddedMariaDb.start(new EmbeddedMariaDb.Options(
                settings.cacheFolder(), Path.of("target", "test-database"), 0, "lunbo_test", "lunbo"));
        return Map.of(
                "quarkus.datasource.jdbc.url", database.jdbcUrl(),
                "quarkus.datasource.username", database.accounts().service().user(),
                "quarkus.datasource.password", database.accounts().service().password(),
                "quarkus.flyway.username", database.accounts().owner().user(),
                "quarkus.flyway.password", database.accounts().owner().password());
    }

    @Override
    public void stop() {
        // The server ends with this process; other tests of the same run use it meanwhile.
    }
}
