package io.lunbo;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts Lunbo: first the embedded database, unless an outside one is configured, then the application. */
@QuarkusMain
public final class Main {
    Main() {}

    /** Runs until the process is told to stop. */
    public static void main(String... args) {
        limitEventLoops();
        try {
            if (AuditVerification.asked(args)) {
                System.exit(AuditVerification.run(args));
            }
            startDatabase();
        } catch (EmbeddedMariaDb.StartException e) {
            System.err.println("Lunbo cannot start: " + e.getMessage());
            System.exit(1);
        }
        System.setProperty(ChannelInitializerExtension.EXTENSIONS_SYSTEM_PROPERTY, "serviceload"); // for SlowClients
        Quarkus.run(args);
    }

    /**
     * One loop for every two processors instead of two for each: a loop answers some hundred thousand polls a second, and
     * more of them only wake one another up more often (a fifth of a poll's price). The rest is for workers and the database.
     */
    private static void limitEventLoops() {
        String key = "quarkus.vertx.event-loops-pool-size";
        if (!StartSettings.read().has(key)) {
            System.setProperty(
                    key, String.valueOf(Math.max(1, Runtime.getRuntime().availableProcessors() / 2)));
        }
    }

    private static void startDatabase() {
        StartSettings settings = StartSettings.read();
        if (settings.outsideDatabase()) {
            new OutsideDatabase(settings.databaseUrl(), settings.ownerUser(), settings.ownerPassword()).check();
            return;
        }
        var database = EmbeddedMariaDb.start(settings.embedded());
        System.setProperty("quarkus.datasource.jdbc.url", database.jdbcUrl());
        System.setProperty(
                "quarkus.datasource.username", database.accounts().service().user());
        System.setProperty(
                "quarkus.datasource.password", database.accounts().service().password());
        System.setProperty(
                "quarkus.flyway.username", database.accounts().owner().user());
        System.setProperty(
                "quarkus.flyway.password", database.accounts().owner().password());
    }
}
