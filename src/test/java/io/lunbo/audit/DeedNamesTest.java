package io.lunbo.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** An inspector reads what was done in words, whichever package did it. */
class DeedNamesTest {
    private static final Path MAIN = Path.of("src/main/java/io/lunbo");
    private static final Pattern DEED = Pattern.compile("\"([a-z]+(?:-[a-z]+)*\\.[a-z]+(?:-[a-z]+)*)\"");
    private static final Set<String> NO_DEEDS = Set.of("lunbo", "user", "application", "audit", "chain", "entries");

    @ParameterizedTest
    @ValueSource(strings = {"audit.properties", "audit_en.properties"})
    void everyDeedThatIsRecordedHasAName(String file) throws IOException {
        Properties names = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("src/main/resources/messages", file))) {
            names.load(reader);
        }
        Set<String> deeds = deeds();
        assertThat(deeds).contains("media.take", "sheet.publish", "storage.sweep");
        assertThat(deeds).allSatisfy(deed -> assertThat(names).containsKey(AuditSight.deedKey(deed)));
    }

    private static Set<String> deeds() throws IOException {
        Set<String> deeds = new TreeSet<>();
        try (Stream<Path> files = Files.walk(MAIN)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String source = read(file);
                Matcher matcher = DEED.matcher(source.contains("AuditTrail") ? source : "");
                while (matcher.find()) {
                    deeds.add(matcher.group(1));
                }
            }
        }
        List<String> others = deeds.stream()
                .filter(deed -> NO_DEEDS.contains(deed.substring(0, deed.indexOf('.')))
                        && !List.of("chain.set", "chain.drop").contains(deed))
                .toList();
        deeds.removeAll(others);
        return deeds;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
