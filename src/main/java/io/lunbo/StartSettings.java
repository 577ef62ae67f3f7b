package io.lunbo;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;

/**
 * The few settings that are needed before Quarkus and its configuration exist.
 *
 * <p>Read where Quarkus will read them too, in the same order: system property, environment variable, {@code
 * config/application.properties} in the working folder.
 */
final class StartSettings {
    private final Properties file;

    private StartSettings(Properties file) {
        this.file = file;
    }

    static StartSettings read() {
        Properties properties = new Properties();
        Path path = Path.of("config", "application.properties");
        if (Files.isRegularFile(path)) {
            try (Reader reader = Files.newBufferedReader(path)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new StartSettings(properties);
    }

    boolean outsideDatabase() {
        return !databaseUrl().isBlank();
    }

    String databaseUrl() {
        return value("quarkus.datasource.jdbc.url", "");
    }

    String databaseUser() {
        return value("quarkus.datasource.username", "");
    }

    String databasePassword() {
        return value("quarkus.datasource.password", "");
    }

    /** Who makes and changes the tables; the service's own user where no other is named. */
    String ownerUser() {
        return value("quarkus.flyway.username", databaseUser());
    }

    String ownerPassword() {
        return value("quarkus.flyway.password", databasePassword());
    }

    Path dataFolder() {
        return Path.of(value("lunbo.data", "data"));
    }

    Path cacheFolder() {
        return Path.of(value(
                "lunbo.cache",
                Path.of(System.getProperty("user.home"), ".cache", "lunbo").toString()));
    }

    /** The embedded database of the data folder. */
    EmbeddedMariaDb.Options embedded() {
        int port = Integer.parseInt(value("lunbo.database.port", "0"));
        return new EmbeddedMariaDb.Options(cacheFolder(), dataFolder().resolve("mariadb"), port, "lunbo", "lunbo");
    }

    /** Where the ends of the audit trail are kept. */
    Path auditHeads() {
        return Path.of(
                value("lunbo.audit.heads", dataFolder().resolve("audit-heads").toString()));
    }

    /** Whether somebody has set it. */
    boolean has(String key) {
        return value(key, null) != null;
    }

    private String value(String key, String otherwise) {
        String fromSystem = System.getProperty(key);
        if (fromSystem != null) {
            return fromSystem;
        }
        String fromEnvironment = System.getenv(key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"));
        return fromEnvironment != null ? fromEnvironment : file.getProperty(key, otherwise);
    }
}
