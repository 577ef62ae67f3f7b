package io.lunbo.slogandesk;

import io.lunbo.slogandesk.SloganLines.Line;
import io.lunbo.testsupport.Workbooks;
import io.lunbo.web.ProblemType;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lunbo.testsupport.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

class SloganFileTest {
    private static final String LIST = "序号,标语,备注\r\n1,\"尊重知识，崇尚\"\"创新\"\"\",甲\r\n2,诚信守法,\r\n,,\r\n3,公平竞争,乙\r\n";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030", "marked"})
    void csvIsReadInTheEncodingThatItHas(String encoding) throws IOException {
        byte[] bytes = encoding.equals("marked")
                ? ("\ufeff" + LIST).getBytes(StandardCharsets.UTF_8)
                : LIST.getBytes(Charset.forName(encoding));

        SloganFile read = read(bytes);

        assertThat(read.lines())
                .containsExactly(new Line(2, "尊重知识，崇尚\"创新\""), new Line(3, "诚信守法"), new Line(5, "公平竞争"));
        assertThat(read.column()).isEqualTo("标语");
        assertThat(read.leftOut()).isTrue();
    }

    @Test
    void withoutAHeadingTheFirstColumnIsRead() throws IOException {
        SloganFile read = read("尊重知识，崇尚创新\n\n诚信守法\n".getBytes(StandardCharsets.UTF_8));

        assertThat(read.lines()).extracting(Line::text).containsExactly("尊重知识，崇尚创新", "诚信守法");
        assertThat(read.column()).isEqualTo("A");
        assertThat(read.leftOut()).isFalse();
    }

    @Test
    void cellOfSeveralLinesIsOneLine() throws IOException {
        assertThat(read("标语\n\"尊重知识\n崇尚创新\"\n".getBytes(StandardCharsets.UTF_8)).lines())
                .extracting(Line::text)
                .containsExactly("尊重知识 崇尚创新");
    }

    @Test
    void workbookIsReadFromItsFirstSheet() throws IOException {
        SloganFile read = read(Workbooks.of("内容", "尊重知识，崇尚创新", "", "4•26 <日> & 周", "诚信守法"));

        assertThat(read.lines()).extracting(Line::text).containsExactly("尊重知识，崇尚创新", "4•26 <日> & 周", "诚信守法");
        assertThat(read.column()).isEqualTo("内容");
    }

    @Test
    void bombsAreNotUnpacked() throws IOException {
        byte[] bomb = Workbooks.bomb(64);
        assertThat(bomb.length).isLessThan(SloganFile.LARGEST);

        refused(bomb);
        refused(Workbooks.withEntities());
        refused(Workbooks.manyParts(300));
    }

    @Test
    void whatIsNoListIsRefusedAndNeverFails() throws IOException {
        byte[] workbook = Workbooks.of("内容", "尊重知识");
        refused(new byte[] {0, 1, 2, 3});
        refused(new byte[] {'P', 'K', 3, 4, 0, 0});
        refused("a\0b".getBytes(StandardCharsets.UTF_8));
        for (int cut = 5; cut < workbook.length - 1; cut += 37) {
            refusedOrRead(java.util.Arrays.copyOf(workbook, cut));
        }
        Random random = new Random(4);
        for (int round = 0; round < 200; round++) {
            byte[] broken = workbook.clone();
            broken[4 + random.nextInt(broken.length - 4)] ^= (byte) (1 << random.nextInt(8));
            refusedOrRead(broken);
        }
    }

    @Test
    void moreThanPeopleWriteIsRefused() throws IOException {
        byte[] most = "版权\n".repeat(500).getBytes(StandardCharsets.UTF_8);
        assertThat(read(most).lines()).hasSize(500);
        assertRefused(
                ProblemType.SLOGAN_LIST_TOO_LONG, () -> read("版\n".repeat(501).getBytes(StandardCharsets.UTF_8)));
        assertRefused(ProblemType.SLOGAN_LIST_TOO_LONG, () -> SloganLines.of("版".repeat(20_000)));
        assertRefused(ProblemType.BODY_TOO_LARGE, () -> read(new byte[SloganFile.LARGEST + 1]));
        refused(",".repeat(70).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void emptyLinesCountAndSayNothing() {
        assertThat(SloganLines.of("一\r\n\r\n 二 \n\u3000\n三"))
                .isEqualTo(List.of(new Line(1, "一"), new Line(3, " 二 "), new Line(5, "三")));
        assertThat(SloganLines.of(" \n ")).isEmpty();
    }

    private void refused(byte[] bytes) {
        assertRefused(ProblemType.SLOGAN_LIST_UNREADABLE, () -> read(bytes));
    }

    private void refusedOrRead(byte[] bytes) throws IOException {
        try {
            read(bytes);
        } catch (io.lunbo.web.Problem problem) {
            assertThat(problem.type()).isEqualTo(ProblemType.SLOGAN_LIST_UNREADABLE);
        }
    }

    private SloganFile read(byte[] bytes) throws IOException {
        return SloganFile.read(Files.write(Files.createTempFile(folder, "list", ""), bytes), "list");
    }
}
