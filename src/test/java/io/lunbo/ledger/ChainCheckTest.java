package io.lunbo.ledger;

import io.lunbo.ledger.ChainCheck.Break;
import io.lunbo.ledger.ChainCheck.Finding;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Every way to damage a chain of twenty, and the link that is named. */
class ChainCheckTest {
    private static final int LENGTH = 20;

    private final List<AuditLine> lines = chain(LENGTH);
    private final AuditHead head = new AuditHead(LENGTH, lines.get(LENGTH - 1).hash());

    @TempDir
    Path folder;

    @Test
    void untouchedChainIsWhole() {
        assertThat(check().intact()).isTrue();
        assertThat(check().last()).isEqualTo(LENGTH);
        assertThat(new ChainCheck(List.<AuditLine>of().iterator(), new AuditHead(0, AuditLine.GENESIS), List.of())
                        .whole()
                        .intact())
                .isTrue();
    }

    @Test
    void changedEntryIsNamedWhereverItStands() {
        for (int i = 0; i < LENGTH; i++) {
            List<AuditLine> damaged = new ArrayList<>(lines);
            damaged.set(i, deed(lines.get(i), "other.deed", lines.get(i).hash()));
            assertBroken(damaged, Break.CHANGED, i + 1);
        }
    }

    @Test
    void changedEntryWithAHashOfItsOwnIsNamedToo() {
        for (int i = 0; i < LENGTH; i++) {
            List<AuditLine> damaged = new ArrayList<>(lines);
            damaged.set(
                    i,
                    deed(lines.get(i), "other.deed", null).chained(lines.get(i).previousHash()));
            assertBroken(damaged, Break.CHANGED, i + 1);
        }
    }

    @Test
    void removedEntriesAreNamed() {
        List<AuditLine> damaged = new ArrayList<>(lines);
        damaged.remove(7);
        assertBroken(damaged, Break.REMOVED, 8);
        damaged.remove(7);
        assertBroken(damaged, Break.REMOVED, 8);
        List<AuditLine> headless = new ArrayList<>(lines.subList(1, LENGTH));
        assertBroken(headless, Break.REMOVED, 1);
    }

    @Test
    void removedEntryIsNamedAlsoWhereTheRestMovedUp() {
        List<AuditLine> damaged = new ArrayList<>(lines);
        damaged.remove(7);
        for (int i = 7; i < damaged.size(); i++) {
            damaged.set(i, at(damaged.get(i), i + 1));
        }
        assertBroken(damaged, Break.REMOVED, 8);
    }

    @Test
    void cutOffEndIsNamedByTheHeadOrByAKeptOne() {
        List<AuditLine> cut = lines.subList(0, 15);
        assertBroken(cut, Break.CUT_OFF, 16);
        AuditHead forged = new AuditHead(15, lines.get(14).hash());
        Finding finding = new ChainCheck(cut.iterator(), forged, List.of(head)).whole();
        assertThat(finding.broken()).isEqualTo(Break.CUT_OFF);
        assertThat(finding.brokenAt()).isEqualTo(16);
        assertThat(new ChainCheck(cut.iterator(), forged, List.of()).whole().intact())
                .as("nobody can know without a head that is kept elsewhere")
                .isTrue();
    }

    @Test
    void insertedEntryIsNamed() {
        AuditLine forged =
                deed(line(8), "forged.deed", null).chained(lines.get(6).hash());
        List<AuditLine> damaged = new ArrayList<>(lines.subList(0, 7));
        damaged.add(forged);
        for (int i = 7; i < LENGTH; i++) {
            damaged.add(at(lines.get(i), i + 2));
        }
        assertBroken(damaged, Break.INSERTED, 8);
        damaged.set(7, deed(forged, "forged.deed", "f".repeat(64)));
        assertBroken(damaged, Break.INSERTED, 8);
        damaged.set(7, deed(forged, "forged.deed", null).chained("e".repeat(64)));
        assertBroken(damaged, Break.INSERTED, 8);
    }

    @Test
    void entryBeforeTheFirstOrAfterTheHeadIsInserted() {
        List<AuditLine> damaged = new ArrayList<>(lines);
        damaged.add(0, line(0).chained("0".repeat(64)));
        assertBroken(damaged, Break.INSERTED, 0);
        damaged = new ArrayList<>(lines);
        damaged.add(line(LENGTH + 1).chained(head.hash()));
        assertBroken(damaged, Break.INSERTED, LENGTH + 1);
        damaged.set(LENGTH, deed(damaged.get(LENGTH), "x", "0".repeat(64)));
        assertBroken(damaged, Break.INSERTED, LENGTH + 1);
    }

    @Test
    void swappedEntriesAreNamed() {
        for (int other : new int[] {5, 9, 19}) {
            List<AuditLine> damaged = new ArrayList<>(lines);
            damaged.set(4, at(lines.get(other), 5));
            damaged.set(other, at(lines.get(4), other + 1));
            assertBroken(damaged, Break.REORDERED, 5);
            Collections.swap(damaged, 4, other); // as a file has them, in another order with their own numbers
            damaged.set(4, lines.get(other));
            damaged.set(other, lines.get(4));
            assertBroken(damaged, Break.REORDERED, 5);
        }
    }

    @Test
    void chainWrittenAnewIsFoundByAKeptHead() {
        List<AuditLine> other = new ArrayList<>();
        String hash = AuditLine.GENESIS;
        for (AuditLine line : lines) {
            AuditLine anew = deed(line, line.sequence() == 3 ? "forged.deed" : line.deed(), null)
                    .chained(hash);
            other.add(anew);
            hash = anew.hash();
        }
        AuditHead anew = new AuditHead(LENGTH, hash);
        Finding finding = new ChainCheck(
                        other.iterator(),
                        anew,
                        List.of(new AuditHead(10, lines.get(9).hash()), head))
                .whole();
        assertThat(finding.broken()).isEqualTo(Break.REWRITTEN);
        assertThat(finding.brokenAt()).isEqualTo(10);
    }

    @Test
    void exportedFileIsVerifiedAndItsDamageNamed() throws Exception {
        Path file = write(lines, head);
        assertThat(new ExportedChain(file).verify(List.of()).intact()).isTrue();

        assertThat(new ExportedChain(write(lines.subList(4, LENGTH), head)).verify(List.of()))
                .matches(Finding::intact)
                .matches(finding -> finding.first() == 5);
        assertThat(new ExportedChain(write(lines.subList(0, 9), head))
                        .verify(List.of())
                        .brokenAt())
                .isEqualTo(10);
        List<String> text = new ArrayList<>(Files.readAllLines(write(lines, head)));
        Files.write(file, text.subList(0, 12));
        Finding torn = new ExportedChain(file).verify(List.of());
        assertThat(torn.broken()).isEqualTo(Break.CUT_OFF);
        assertThat(torn.brokenAt()).isEqualTo(13);
        text.set(4, text.get(4).replace("\"deed\":\"test.deed\"", "\"deed\":\"test.lie\""));
        Files.write(file, text);
        assertThat(new ExportedChain(file).verify(List.of()).brokenAt()).isEqualTo(5);
        Files.write(file, List.of("not json"));
        assertThatThrownBy(() -> new ExportedChain(file).verify(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not json");
    }

    @Test
    void anOutsiderRecomputesAHashFromTheLineAlone() throws Exception {
        AuditLine line = lines.get(3);
        String[] values =
                line.json().replaceFirst("^\\{", "").split(",\"hash\":")[0].split("(?:^|,)\"[A-Za-z]+\":");
        String array = "[" + String.join(",", List.of(values).subList(1, values.length)) + "]";
        var sha256 = MessageDigest.getInstance("SHA-256");
        assertThat(HexFormat.of().formatHex(sha256.digest(array.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(line.hash());
    }

    private Path write(List<AuditLine> some, AuditHead end) throws Exception {
        Path file = folder.resolve("chain.jsonl");
        try (var writer = Files.newBufferedWriter(file)) {
            ExportedChain.write(some.iterator(), end, writer);
        }
        return file;
    }

    private Finding check() {
        return new ChainCheck(lines.iterator(), head, List.of()).whole();
    }

    private void assertBroken(List<AuditLine> damaged, Break how, long where) {
        Finding finding = new ChainCheck(damaged.iterator(), head, List.of()).whole();
        assertThat(finding.brokenAt()).isEqualTo(where);
        assertThat(finding.broken()).isEqualTo(how);
    }

    private static List<AuditLine> chain(int length) {
        List<AuditLine> chain = new ArrayList<>();
        String hash = AuditLine.GENESIS;
        for (int i = 1; i <= length; i++) {
            AuditLine line = line(i).chained(hash);
            chain.add(line);
            hash = line.hash();
        }
        return chain;
    }

    private static AuditLine line(long sequence) {
        return new AuditLine(
                2,
                sequence,
                "2023-04-20T01:00:00.000Z",
                null,
                "张三",
                null,
                null,
                null,
                "JOB",
                null,
                "test.deed",
                "test:x",
                null,
                null,
                "{}",
                null,
                null);
    }

    private static AuditLine deed(AuditLine of, String deed, String hash) {
        return new AuditLine(
                2,
                of.sequence(),
                of.at(),
                null,
                of.actorName(),
                null,
                null,
                null,
                "JOB",
                null,
                deed,
                "test:x",
                null,
                null,
                "{}",
                of.previousHash(),
                hash);
    }

    private static AuditLine at(AuditLine of, long sequence) {
        return new AuditLine(
                2,
                sequence,
                of.at(),
                null,
                of.actorName(),
                null,
                null,
                null,
                "JOB",
                null,
                of.deed(),
                of.subject(),
                null,
                null,
                "{}",
                of.previousHash(),
                of.hash());
    }
}
