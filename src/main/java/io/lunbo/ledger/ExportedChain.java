package io.lunbo.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** The chain as JSON lines: one entry a line, and as the last line where the chain ended, {@code {"head":"17:…"}}. */
public final class ExportedChain {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final String HEAD = "head";

    private final Path file;

    /** A file that was exported before. */
    public ExportedChain(Path file) {
        this.file = file;
    }

    /** Writes entries as they come. */
    public static void write(Iterator<AuditLine> lines, AuditHead head, Writer writer) throws IOException {
        while (lines.hasNext()) {
            writer.write(lines.next().json());
            writer.write('\n');
        }
        writer.write(JSON.writeValueAsString(JSON.createObjectNode().put(HEAD, head.toString())));
        writer.write('\n');
    }

    /** Follows it; a part of a chain is checked from its own first entry on. */
    public ChainCheck.Finding verify(List<AuditHead> kept) throws IOException {
        AuditHead end = end();
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            ChainCheck.Finding finding = new ChainCheck(new Lines(reader), end, kept).part();
            boolean endMissing = end == null && finding.intact();
            return endMissing
                    ? new ChainCheck.Finding(
                            finding.first(),
                            finding.last(),
                            finding.hash(),
                            ChainCheck.Break.CUT_OFF,
                            finding.last() + 1)
                    : finding;
        }
    }

    private AuditHead end() throws IOException {
        AuditHead end = null;
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                end = line.startsWith("{\"" + HEAD + "\"")
                        ? AuditHead.parse(parse(line).path(HEAD).asText())
                        : null;
            }
        }
        return end;
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this is no line of an exported audit trail: " + shown(line), e);
        }
    }

    private static String shown(String line) {
        return line.substring(0, Math.min(80, line.length())).replaceAll("\\p{Cntrl}", " ");
    }

    private static final class Lines implements Iterator<AuditLine> {
        private final BufferedReader reader;
        private String next;

        Lines(BufferedReader reader) throws IOException {
            this.reader = reader;
            this.next = reader.readLine();
        }

        @Override
        public boolean hasNext() {
            return next != null && !next.startsWith("{\"" + HEAD + "\"");
        }

        @Override
        public AuditLine next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            String line = next;
            try {
                next = reader.readLine();
                return JSON.readValue(line, AuditLine.class);
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("this is no line of an exported audit trail: " + shown(line), e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
