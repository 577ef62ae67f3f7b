package io.lunbo.spotimport;

import io.lunbo.testsupport.Workbooks;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lunbo.testsupport.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

/** Spreadsheets as offices write them, and as nobody honest does. */
class SpotTableTest {
    @Test
    void columnsAreKnownByTheirHeadingsInAnyOrderAndEitherLanguage() throws IOException {
        SpotTable table = table(
                List.of("备注", " Weight ", "素材", "屏"),
                Arrays.asList("甲", 3, "知识产权宣传片", "人民广场"),
                Arrays.asList("乙", null, null, null),
                Arrays.asList(null, "2", "标语", null));

        assertThat(table.leftOut()).containsExactly("备注");
        assertThat(table.lines()).hasSize(2);
        assertThat(table.lines().get(0).row()).isEqualTo(2);
        assertThat(table.lines().get(0).at(Column.WEIGHT)).isEqualTo("3");
        assertThat(table.lines().get(0).at(Column.SCREENS)).isEqualTo("人民广场");
        assertThat(table.lines().get(1).row()).isEqualTo(4);
        assertThat(table.lines().get(1).at(Column.SCREENS)).isEmpty();
    }

    @Test
    void datesAndTimesOfTheOfficeAreReadAsPeopleSeeThem() throws IOException {
        SpotTable table = table(
                List.of("素材", "开始日期", "结束日期", "最早播出", "固定时间", "占比", "权重"),
                Arrays.asList("片", LocalDate.parse("2024-02-29"), "2024/3/1", 0.3541666667, 45351.5, 12.5, 3.0));

        SpotTable.Line line = table.lines().get(0);
        assertThat(line.at(Column.FROM)).isEqualTo("2024-02-29");
        assertThat(line.at(Column.UNTIL)).isEqualTo("2024/3/1");
        assertThat(line.at(Column.FIRST)).isEqualTo("08:30");
        assertThat(line.at(Column.FIXED)).isEqualTo("2024-02-29 12:00");
        assertThat(line.at(Column.SHARE)).isEqualTo("12.5");
        assertThat(line.at(Column.WEIGHT)).isEqualTo("3");
    }

    @Test
    void tableIsTheSameAfterThePageCarriedIt() throws IOException {
        SpotTable table =
                table(List.of("素材", "权重"), Arrays.asList("</textarea><script>\"&", 1), Arrays.asList("二\n三", 2));

        assertThat(SpotTable.ofCarried(table.carried())).isEqualTo(table);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "7",
                "{\"lines\":7}",
                "{\"lines\":[{\"row\":\"x\"}]}",
                "{\"lines\":[{\"row\":1,\"cells\":{\"NOTHING\":\"x\"}}]}",
                "{\"lines\":[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]}"
            })
    void whatNoPageCarriesIsRefused(String json) {
        assertRefused(ProblemType.IMPORT_UNREADABLE, () -> SpotTable.ofCarried(json));
    }

    @Test
    void carriedLinesAreNotMoreThanAFileMayHave() {
        String lines = "{\"row\":1,\"cells\":{}},".repeat(SpotTable.MOST) + "{\"row\":2,\"cells\":{}}";

        assertRefused(
                ProblemType.IMPORT_TOO_LONG, () -> SpotTable.ofCarried("{\"lines\":[" + lines + "],\"leftOut\":[]}"));
        assertThat(SpotTable.ofCarried("{\"lines\":[null],\"leftOut\":null}").lines())
                .isEmpty();
    }

    @Test
    void fileOfManyLinesOrWithoutHeadingsIsRefused() throws IOException {
        List<List<Object>> rows = new ArrayList<>(List.of(List.of("素材", "权重")));
        for (int i = 0; i < SpotTable.MOST; i++) {
            rows.add(List.of("片", 1));
        }
        assertThat(SpotTable.read(Workbooks.table(rows)).lines()).hasSize(SpotTable.MOST);
        rows.add(List.of("片", 1));
        byte[] tooMany = Workbooks.table(rows);
        assertRefused(ProblemType.IMPORT_TOO_LONG, () -> SpotTable.read(tooMany));
        byte[] headless = Workbooks.table(List.of(List.of("片", 1)));
        assertRefused(ProblemType.IMPORT_HEADINGS, () -> SpotTable.read(headless));
        byte[] empty = Workbooks.table(List.of());
        assertRefused(ProblemType.IMPORT_HEADINGS, () -> SpotTable.read(empty));
    }

    @Test
    void hostileFilesAreRefusedAndNeverFail() throws IOException {
        byte[] bomb = Workbooks.bomb(64);
        assertThat(bomb.length).isLessThan(SpotTable.LARGEST);
        refused(bomb);
        refused(Workbooks.withEntities());
        refused(Workbooks.manyParts(300));
        refused(new byte[0]);
        refused(new byte[] {'P', 'K', 3, 4, 0, 0});
        refused("素材,权重\n片,1\n".getBytes(StandardCharsets.UTF_8));
        assertRefused(ProblemType.BODY_TOO_LARGE, () -> SpotTable.read(new byte[SpotTable.LARGEST + 1]));
        byte[] longCell = Workbooks.table(List.of(List.of("素材"), List.of("片".repeat(20_000))));
        assertRefused(ProblemType.IMPORT_UNREADABLE, () -> SpotTable.read(longCell));
    }

    @Test
    void brokenFilesAreRefusedOrRead() throws IOException {
        byte[] whole = Workbooks.table(List.of(List.of("素材", "权重"), List.of("片", 1)));
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            byte[] broken = round % 2 == 0 ? whole.clone() : Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
            if (round % 2 == 0) {
                broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                SpotTable.read(broken);
            } catch (Problem problem) {
                assertThat(problem.type()).isIn(ProblemType.IMPORT_UNREADABLE, ProblemType.IMPORT_HEADINGS);
            }
        }
    }

    private static void refused(byte[] bytes) {
        assertRefused(ProblemType.IMPORT_UNREADABLE, () -> SpotTable.read(bytes));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static SpotTable table(List<Object>... rows) throws IOException {
        return SpotTable.read(Workbooks.table(List.of(rows)));
    }
}
