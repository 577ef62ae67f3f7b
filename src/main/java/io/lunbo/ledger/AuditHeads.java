package io.lunbo.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The file in which the ends of the chain are written down, one line each: when, and {@code <sequence>:<hash>}. */
public final class AuditHeads {
    // A line that a power cut has cut short says nothing.
    private static final Pattern LINE = Pattern.compile("\\S+ (\\d{1,18}:[0-9a-f]{64})");

    private final Path file;

    /** The file, which need not exist. */
    public AuditHeads(Path file) {
        this.file = file;
    }

    /** All of them, the oldest first. */
    public List<AuditHead> all() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(file, StandardCharsets.US_ASCII)) {
            return lines.map(LINE::matcher)
                    .filter(line -> line.matches())
                    .map(line -> AuditHead.parse(line.group(1)))
                    .toList();
        }
    }

    /** The newest of them. */
    public Optional<AuditHead> last() throws IOException {
        List<AuditHead> all = all();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** Writes one down. */
    public void add(AuditHead head, Instant at) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(
                file,
                AuditLine.time(at) + " " + head + "\n",
                StandardCharsets.US_ASCII,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
