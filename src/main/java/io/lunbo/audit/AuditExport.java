package io.lunbo.audit;

import io.lunbo.csv.CsvFile;
import io.lunbo.ledger.AuditHead;
import io.lunbo.ledger.AuditLine;
import io.lunbo.ledger.ExportedChain;
import io.lunbo.web.Language;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** The trail as files: a table of what was asked for, for people, and the chain itself, for whoever wants to verify it. */
@ApplicationScoped
class AuditExport {
    static final String JSON_LINES = "application/jsonl";

    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(AuditSearch.HOUSE);
    private static final List<String> HEADINGS = List.of(
            "audit_sequence",
            "audit_at",
            "audit_actor",
            "audit_unit",
            "audit_roles",
            "audit_origin",
            "audit_address",
            "audit_deed",
            "audit_subject",
            "audit_before",
            "audit_after",
            "audit_details",
            "audit_hash");

    private final AuditSearch search;
    private final Language language;

    AuditExport(AuditSearch search, Language language) {
        this.search = search;
        this.language = language;
    }

    /** The entries of a filter, newest first: UTF-8 with BOM, RFC 4180, nothing that a spreadsheet takes for a formula. */
    Response table(AuditSearch.Filter filter) {
        List<String> headings = HEADINGS.stream().map(language::text).toList();
        Iterator<AuditEntry> entries = search.all(filter);
        return file("audit.csv", CsvFile.MEDIA_TYPE + ";charset=UTF-8;header=present", out -> {
            CsvFile csv = CsvFile.begin(out, headings);
            while (entries.hasNext()) {
                csv.line(row(entries.next()));
            }
            csv.end();
        });
    }

    /** The chain after an entry, with every hash; its last line says where it ends. */
    Response chain(long after) {
        AuditHead end = search.head();
        Iterator<AuditEntry> entries = search.chain(after, end);
        Iterator<AuditLine> lines = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public AuditLine next() {
                return entries.next().line();
            }
        };
        return file("audit.jsonl", JSON_LINES + ";charset=UTF-8", out -> {
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
            ExportedChain.write(lines, end, writer);
            writer.flush();
        });
    }

    private static Response file(String name, String type, StreamingOutput body) {
        return Response.ok(body, type)
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .header("Cache-Control", "no-store")
                .build();
    }

    private static List<String> row(AuditEntry entry) {
        AuditLine of = entry.line();
        return Arrays.asList(
                Long.toString(of.sequence()),
                LOCAL.format(entry.at()),
                of.actorName() == null ? of.actorId() : of.actorName(),
                of.unitName(),
                of.roles(),
                of.origin(),
                of.address(),
                of.deed(),
                of.subject(),
                of.before(),
                of.after(),
                of.details(),
                of.hash());
    }
}
