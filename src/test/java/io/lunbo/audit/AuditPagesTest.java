package io.lunbo.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lunbo.access.Role;
import io.lunbo.ledger.ChainCheck;
import io.lunbo.ledger.ExportedChain;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class AuditPagesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    AuditTrail trail;

    @TempDir
    static Path folder;

    @Test
    void inspectorReadsWhoDidWhatFromWhere() {
        SignedIn inspector = SignedIn.cookieAs(Role.INSPECTOR);

        assertThat(inspector
                        .page()
                        .queryParam("who", inspector.username())
                        .get("/audit")
                        .asString())
                .contains(
                        "登录",
                        "operator:" + inspector.account().id(),
                        inspector.account().name(),
                        inspector.account().unitName(),
                        "监管员",
                        "网页 · <span class=\"mono\">127.0.0.1</span>");
    }

    @Test
    void olderEntriesAreReachable() {
        SignedIn inspector = SignedIn.cookieAs(Role.INSPECTOR);

        String page = inspector.page().get("/audit?before=3").asString();

        assertThat(page).contains("<tr id=\"e2\">", "<tr id=\"e1\">").doesNotContain("before=1\"");
    }

    @Test
    void changeIsShownWithWhatWasBeforeAndAfter() {
        String subject = "test:" + UUID.randomUUID();
        record(subject, Change.of(Map.of("name", "旧<名>", "kind", "同"), Map.of("name", "新名", "kind", "同")));

        String page = SignedIn.cookieAs(Role.INSPECTOR)
                .page()
                .queryParam("subject", subject)
                .get("/audit")
                .asString();

        assertThat(page)
                .contains("<del>旧&lt;名&gt;</del>", "<ins>新名</ins>")
                .doesNotContain("<del>同</del>", "<ins>同</ins>");
    }

    @Test
    void filtersNarrowAndNothingFoundIsSaid() {
        SignedIn inspector = SignedIn.as(Role.INSPECTOR);
        String subject = "test:" + UUID.randomUUID();
        record(subject, Change.made(Map.of("name", "x")));
        for (Map<String, String> wanted : List.of(
                Map.of("subject", subject),
                Map.of("subject", subject, "deed", "test"),
                Map.of("subject", subject, "deed", "test.change"),
                Map.of("subject", subject, "from", "2020-01-01", "until", "2199-12-31"))) {
            assertThat(items(inspector, wanted)).hasSize(1);
        }
        for (Map<String, String> wanted : List.of(
                Map.of("subject", subject, "deed", "test.chang"),
                Map.of("subject", subject, "from", "2199-01-01"),
                Map.of("subject", subject, "until", "2001-01-01"),
                Map.of("subject", subject, "unit", "x"),
                Map.of("subject", subject, "who", "%"),
                Map.of("subject", "test:%"))) {
            assertThat(items(inspector, wanted)).as("%s", wanted).isEmpty();
        }
        assertThat(items(inspector, Map.of("unit", inspector.account().unitName(), "deed", "session.open")))
                .singleElement()
                .matches(item -> item.get("origin").textValue().equals("API"))
                .matches(item -> item.get("roles").get(0).textValue().equals("INSPECTOR"));
        assertThat(SignedIn.cookieAs(Role.INSPECTOR)
                        .page()
                        .get("/audit?subject=none-such")
                        .asString())
                .contains("没有符合条件的记录");
    }

    @Test
    void pagesStayWhatTheyAreWhileEntriesArrive() {
        SignedIn inspector = SignedIn.as(Role.INSPECTOR);
        String subject = "test:" + UUID.randomUUID();
        for (int i = 0; i < 7; i++) {
            record(subject, Change.made(Map.of("n", i)));
        }
        List<Integer> seen = new ArrayList<>();
        String cursor = null;
        do {
            var request = inspector.api().queryParam("subject", subject).queryParam("limit", 3);
            JsonNode page = read((cursor == null ? request : request.queryParam("cursor", cursor))
                    .get("/api/v1/audit")
                    .asString());
            page.get("items").forEach(item -> seen.add(item.at("/after/n").intValue()));
            cursor = page.get("next").isNull() ? null : page.get("next").asText();
            record(subject, Change.made(Map.of("n", 99)));
        } while (cursor != null);

        assertThat(seen).containsExactly(6, 5, 4, 3, 2, 1, 0);
    }

    @Test
    void tableIsSafeForASpreadsheet() {
        String subject = "test:" + UUID.randomUUID();
        QuarkusTransaction.requiringNew()
                .run(() -> trail.record(null, "test.change", "=" + subject, Change.made(Map.of("name", "a\"b\n,c"))));

        byte[] csv = SignedIn.cookieAs(Role.INSPECTOR)
                .page()
                .accept("*/*")
                .queryParam("subject", subject)
                .get("/audit/entries.csv")
                .asByteArray();

        String text = new String(csv, StandardCharsets.UTF_8);
        assertThat(text)
                .startsWith("\uFEFF序号,")
                .contains(",'=" + subject + ",", "\"{\"\"name\"\":\"\"a\\\"\"b\\n,c\"\"}\"");
        assertThat(text.split("\r\n")).hasSize(2);
    }

    @Test
    void exportedChainEqualsTheDatabaseAndIsVerifiedWithoutIt() throws Exception {
        record("test:" + UUID.randomUUID(), Change.of(Map.of("name", "前\uD83D\uDE00\u0001"), null));
        SignedIn inspector = SignedIn.as(Role.INSPECTOR);

        byte[] exported = inspector.api().get("/api/v1/audit/chain").asByteArray();

        Path file = Files.write(folder.resolve("chain.jsonl"), exported);
        ChainCheck.Finding finding = new ExportedChain(file).verify(List.of());
        assertThat(finding.broken()).isNull();
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize((int) finding.last() + 1);
        Map<Long, String> stored = new HashMap<>();
        trail.newest(lines.size() + 1000)
                .forEach(entry -> stored.put(entry.sequence(), entry.line().hash()));
        for (String line : lines.subList(0, lines.size() - 1)) {
            JsonNode entry = read(line);
            assertThat(entry.get("hash").textValue())
                    .isEqualTo(stored.get(entry.get("sequence").longValue()));
        }
        byte[] part = inspector
                .api()
                .get("/api/v1/audit/chain?after=" + (finding.last() - 2))
                .asByteArray();
        assertThat(new ExportedChain(Files.write(file, part)).verify(List.of())).matches(ChainCheck.Finding::intact);
    }

    @Test
    void wholeChainIsVerifiedByPageAndApi() {
        assertThat(SignedIn.cookieAs(Role.INSPECTOR)
                        .page()
                        .get("/audit/verification")
                        .asString())
                .contains("全部记录完整");
        assertThat(SignedIn.as(Role.INSPECTOR)
                        .api()
                        .get("/api/v1/audit/verification")
                        .<Boolean>path("intact"))
                .isTrue();
    }

    private void record(String subject, Change change) {
        QuarkusTransaction.requiringNew().run(() -> trail.record(null, "test.change", subject, change));
    }

    private static List<JsonNode> items(SignedIn inspector, Map<String, String> wanted) {
        List<JsonNode> items = new ArrayList<>();
        read(inspector.api().queryParams(wanted).get("/api/v1/audit").asString())
                .get("items")
                .forEach(items::add);
        return items;
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
    }
}
