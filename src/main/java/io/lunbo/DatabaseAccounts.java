package io.lunbo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The two accounts of the embedded database: the owner makes and changes its tables, the service only works in them.
 *
 * <p>What the service may do beyond reading, {@link ServiceGrants} says once the tables are there.
 */
record DatabaseAccounts(Account owner, Account service) {
    /** A user of the database. */
    record Account(String user, String password) {
        private String name() {
            return "'" + user + "'@'127.0.0.1'";
        }
    }

    /** The accounts whose passwords lie in a folder; made where they do not. */
    static DatabaseAccounts in(Path folder, String service) throws IOException {
        return new DatabaseAccounts(
                new Account(service + "_owner", password(folder.resolve("owner-password"))),
                new Account(service, password(folder.resolve("password"))));
    }

    /** Writes what the server runs at its start; the service's account loses whatever an older version gave it. */
    Path writeInit(Path folder, String database) throws IOException {
        Path init = folder.resolve("init.sql");
        createPrivate(init);
        Files.writeString(
                init,
                String.join(
                        "\n",
                        "CREATE DATABASE IF NOT EXISTS `" + database + "` CHARACTER SET utf8mb4;",
                        "CREATE USER IF NOT EXISTS " + owner.name() + ";",
                        "ALTER USER " + owner.name() + " IDENTIFIED BY '" + owner.password() + "';",
                        "GRANT ALL PRIVILEGES ON `" + database + "`.* TO " + owner.name() + " WITH GRANT OPTION;",
                        "CREATE USER IF NOT EXISTS " + service.name() + ";",
                        "ALTER USER " + service.name() + " IDENTIFIED BY '" + service.password() + "';",
                        "REVOKE ALL PRIVILEGES, GRANT OPTION FROM " + service.name() + ";",
                        "GRANT SELECT ON `" + database + "`.* TO " + service.name() + ";",
                        ""));
        return init;
    }

    private static String password(Path file) throws IOException {
        if (Files.exists(file)) {
            return Files.readString(file).trim();
        }
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        createPrivate(file);
        Files.writeString(file, password);
        return password;
    }

    private static void createPrivate(Path file) throws IOException {
        Files.deleteIfExists(file);
        if (MariaDbBinaries.WINDOWS) {
            Files.createFile(file);
        } else {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }
}
