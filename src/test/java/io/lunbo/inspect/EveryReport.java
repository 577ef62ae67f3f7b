package io.lunbo.inspect;

import io.lunbo.access.Role;
import io.lunbo.testsupport.MadeLedger;
import io.lunbo.testsupport.MadeNetwork;
import io.lunbo.testsupport.SignedIn;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.assertj.core.data.Offset;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;

import static org.assertj.core.api.Assertions.assertThat;

/** Reads every file of a report as its reader does, and compares each figure with the independent counter. */
final class EveryReport {
    /** Columns of spreadsheet and table, in their order, as the counter names them. */
    private static final List<String> COLUMNS = List.of(
            "planned",
            "due",
            "actual",
            "partial",
            "missed",
            "wrong",
            "madeGood",
            "blackout",
            "takeover",
            "outage",
            "closed",
            "notYetDue",
            "assumed",
            "logged",
            "extra");

    private static final List<String> GROUPS = List.of("screen", "date", "media");
    private static final int FIRST_NUMBER = 2;
    private static final int FIRST_ROW = 5;
    private static final int HOUR_MS = 3_600_000;
    private static final Pattern SUM = Pattern.compile("SUM\\(([A-Z])(\\d+):([A-Z])(\\d+)\\)");
    private static final Pattern PAPER_LINE =
            Pattern.compile("(\\d+) (\\d+) (\\d+\\.\\d%|—) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+\\.\\d)(?=\\s)");

    private final MadeNetwork network;
    private final MadeLedger ledger;
    private final SignedIn reader = SignedIn.cookieAs(Role.INSPECTOR);

    /**
     * A report and what the counter says to it.
     *
     * @param address of its page
     * @param total the only line
     * @param lines by what they are grouped by, then by code
     */
    private record Issued(String address, Map<String, Long> total, Map<String, Map<String, Map<String, Long>>> lines) {}

    EveryReport(MadeNetwork network, MadeLedger ledger) {
        this.network = network;
        this.ledger = ledger;
    }

    /** The report that this asks for; {@code where} is the same for the counter, with one place for {@code value}. */
    void saysIt(Map<String, String> asked, LocalDate from, LocalDate until, String where, String value)
            throws Exception {
        Map<String, Map<String, Map<String, Long>>> lines = new TreeMap<>();
        for (String group : GROUPS) {
            lines.put(group, ledger.count(group, where, value));
        }
        Map<String, String> body = new HashMap<>(asked);
        body.put("from", from.toString());
        body.put("until", until.toString());
        String id = network.person()
                .api()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/reports")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        Issued issued =
                new Issued("/reports/" + id, ledger.count("", where, value).get("all"), lines);
        json(issued);
        for (String language : List.of("zh-CN", "en")) {
            page(issued, language);
            table(issued, language);
            spreadsheet(issued, language);
        }
        paper(issued, from, until);
    }

    private void json(Issued issued) {
        JsonPath json = new JsonPath(reader.page()
                .accept("*/*")
                .get(issued.address() + "/report.json")
                .asString());
        same(json.getMap("total"), issued.total(), "total");
        Map<String, String> names = Map.of("screen", "screens", "date", "days", "media", "items");
        names.forEach((group, name) -> {
            List<Map<String, Object>> found = json.getList(name);
            assertThat(found).as(name).hasSameSizeAs(issued.lines().get(group).keySet());
            found.forEach(line -> same(
                    line, issued.lines().get(group).get((String) line.get("code")), name + " " + line.get("code")));
        });
    }

    private static void same(Map<String, Object> line, Map<String, Long> made, String what) {
        Map<String, Long> found = new TreeMap<>();
        Map<String, Long> expected = new TreeMap<>();
        Stream.concat(COLUMNS.stream(), Stream.of("dueMs", "shownMs")).forEach(figure -> {
            String name = figure.equals("notYetDue") ? "notYet" : figure;
            found.put(figure, ((Number) line.get(name)).longValue());
            expected.put(figure, made.get(figure));
        });
        assertThat(found).as(what).isEqualTo(expected);
    }

    private void page(Issued issued, String language) {
        String page = reader.page()
                .cookie("lunbo-language", language)
                .get(issued.address())
                .then()
                .statusCode(200)
                .extract()
                .asString();
        List<String> stats = new ArrayList<>();
        Matcher stat = Pattern.compile("<div class=\"stat[^>]*><b>([^<]*)</b><span>([^<]*)")
                .matcher(page);
        while (stat.find()) {
            stats.add(stat.group(1).strip());
            if (stats.size() == 1) {
                assertThat(stat.group(2)).endsWith(rate(issued.total()));
            }
        }
        Map<String, Long> total = issued.total();
        assertThat(stats.get(0)).isEqualTo(percent(total).replace("%", " %"));
        assertThat(stats)
                .containsSubsequence(
                        total.get("actual").toString(),
                        hours(total),
                        total.get("missed").toString(),
                        total.get("wrong").toString(),
                        total.get("excused").toString());
    }

    private void table(Issued issued, String language) throws IOException {
        String csv = reader.page()
                .cookie("lunbo-language", language)
                .accept("*/*")
                .get(issued.address() + "/report.csv")
                .asString();
        assertThat(csv).startsWith("\uFEFF");
        Map<String, List<String>> found = new TreeMap<>();
        for (CSVRecord line : CSVFormat.RFC4180.parse(new StringReader(csv)).getRecords()) {
            assertThat(found.put(line.get(2), line.stream().skip(3).toList())).isNull();
        }
        Map<String, List<String>> made = new TreeMap<>();
        issued.lines().values().forEach(lines -> lines.forEach((code, figures) -> made.put(code, cells(figures))));
        made.put("", cells(issued.total()));
        found.keySet().retainAll(made.keySet()); // without the headings
        assertThat(found).isEqualTo(made);
    }

    private static List<String> cells(Map<String, Long> figures) {
        List<String> cells = new ArrayList<>();
        COLUMNS.forEach(column -> cells.add(figures.get(column).toString()));
        cells.add(hours(figures));
        cells.add(figures.get("due") == 0 ? "" : percent(figures).replace("%", ""));
        return cells;
    }

    private void spreadsheet(Issued issued, String language) throws IOException {
        byte[] xlsx = reader.page()
                .cookie("lunbo-language", language)
                .accept("*/*")
                .get(issued.address() + "/report.xlsx")
                .asByteArray();
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(xlsx))) {
            List<Sheet> sheets = book.getSheets().limit(GROUPS.size()).toList();
            for (int i = 0; i < GROUPS.size(); i++) {
                sheet(sheets.get(i), issued.lines().get(GROUPS.get(i)), issued.total());
            }
        }
    }

    private static void sheet(Sheet sheet, Map<String, Map<String, Long>> made, Map<String, Long> total)
            throws IOException {
        List<Row> rows = sheet.read().stream()
                .filter(row -> row.getRowNum() >= FIRST_ROW)
                .toList();
        assertThat(rows).hasSize(made.size() + 1);
        int hours = FIRST_NUMBER + COLUMNS.size();
        for (Row row : rows.subList(0, made.size())) {
            Map<String, Long> figures = made.get(row.getCellText(1));
            for (int i = 0; i < COLUMNS.size(); i++) {
                assertThat(number(row, FIRST_NUMBER + i))
                        .as("%s of %s", COLUMNS.get(i), row.getCellText(1))
                        .isEqualByComparingTo(BigDecimal.valueOf(figures.get(COLUMNS.get(i))));
            }
            assertThat(number(row, hours).doubleValue()).isEqualTo(figures.get("shownMs") / (double) HOUR_MS);
            rateIs(row, hours + 1);
        }
        Row sums = rows.get(made.size());
        for (int i = 0; i < COLUMNS.size(); i++) {
            assertThat(worth(sums, FIRST_NUMBER + i, rows))
                    .as("sum of %s", COLUMNS.get(i))
                    .isEqualByComparingTo(BigDecimal.valueOf(total.get(COLUMNS.get(i))));
        }
        assertThat(worth(sums, hours, rows).doubleValue())
                .isCloseTo(total.get("shownMs") / (double) HOUR_MS, Offset.offset(1e-6));
        rateIs(sums, hours + 1);
    }

    /** What the sum of a cell comes to: it must be one of all rows above it. */
    private static BigDecimal worth(Row sums, int column, List<Row> rows) {
        Matcher sum = SUM.matcher(sums.getCell(column).getFormula());
        assertThat(sum.matches()).isTrue();
        String letter = Character.toString('A' + column);
        assertThat(List.of(sum.group(1), sum.group(2), sum.group(3), sum.group(4)))
                .containsExactly(letter, Integer.toString(FIRST_ROW), letter, Integer.toString(sums.getRowNum() - 1));
        return rows.subList(0, rows.size() - 1).stream()
                .map(row -> number(row, column))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** 实播 by 应播 of the same row, cut to a tenth of a percent. */
    private static void rateIs(Row row, int column) {
        int number = row.getRowNum();
        assertThat(row.getCell(column).getFormula())
                .isEqualTo("IF(D%1$d=0,\"\",ROUNDDOWN(E%1$d/D%1$d,3))".formatted(number));
    }

    private static BigDecimal number(Row row, int column) {
        return new BigDecimal(row.getCellRawValue(column).orElseThrow());
    }

    private void paper(Issued issued, LocalDate from, LocalDate until) throws IOException {
        byte[] pdf = reader.page()
                .accept("*/*")
                .get(issued.address() + "/report.pdf")
                .asByteArray();
        String text;
        try (PDDocument paper = Loader.loadPDF(pdf)) {
            // what is read back of the font are its radicals where it has them
            text = Normalizer.normalize(new PDFTextStripper().getText(paper), Normalizer.Form.NFKC);
        }
        Map<String, Long> total = issued.total();
        long items = issued.lines().get("media").values().stream()
                .filter(item -> item.get("actual") + item.get("partial") > 0)
                .count();
        assertThat(text.replaceAll("\\s", ""))
                .contains("%s至%s".formatted(from, until))
                .contains("在%d块屏上播出%d条内容,应播%d条次,实播%d条次(其中补播%d条次),累计播出%s小时,完成率%s(实播%s)"
                        .formatted(
                                issued.lines().get("screen").size(),
                                items,
                                total.get("due"),
                                total.get("actual"),
                                total.get("madeGood"),
                                hours(total),
                                percent(total),
                                rate(total).replace(" / ", "/应播")))
                .contains("从应播中扣除%d条次:一键关屏%d,应急插播%d,停播%d,临时关闭%d。"
                        .formatted(
                                total.get("excused"),
                                total.get("blackout"),
                                total.get("takeover"),
                                total.get("outage"),
                                total.get("closed")));
        assertThat(text.replaceAll("\\h+", " "))
                .contains(row(
                        total,
                        "planned",
                        "due",
                        "actual",
                        "partial",
                        "missed",
                        "wrong",
                        "madeGood",
                        "excused",
                        "notYetDue"))
                .containsPattern(
                        "\\n%d \\d+ %d %d\\s".formatted(total.get("logged"), total.get("assumed"), total.get("extra")));
        paperLines(issued, text.replaceAll("\\h+", " "));
    }

    /** The three tables with their sums, and beside each bar the rate with both numbers. */
    private static void paperLines(Issued issued, String text) {
        List<String> made = new ArrayList<>();
        List<String> bars = new ArrayList<>();
        issued.lines().values().forEach(lines -> {
            lines.values().forEach(figures -> {
                made.add(paperLine(figures));
                bars.add(percent(figures) + "(" + rate(figures) + ")");
            });
            made.add(paperLine(issued.total()));
        });
        List<String> found = new ArrayList<>();
        Matcher line = PAPER_LINE.matcher(text);
        while (line.find()) {
            found.add(line.group());
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(made);
        String oneLine = text.replaceAll("-\\s+", "-").replaceAll("\\s+", " "); // names break at their hyphens
        for (String group : List.of("screen", "date")) {
            issued.lines()
                    .get(group)
                    .forEach((code, figures) -> assertThat(oneLine)
                            .contains((group.equals("screen") ? "屏 " : "") + code + " " + paperLine(figures)));
        }
        List<String> foundBars = new ArrayList<>();
        Matcher bar = Pattern.compile("(\\d+\\.\\d%|—)\\((\\d+ / \\d+)\\)").matcher(text);
        while (bar.find()) {
            foundBars.add(bar.group());
        }
        assertThat(foundBars).containsExactlyInAnyOrderElementsOf(bars);
    }

    private static String paperLine(Map<String, Long> figures) {
        return row(figures, "due", "actual") + " " + percent(figures) + " "
                + row(figures, "partial", "missed", "wrong", "madeGood", "excused") + " " + hours(figures);
    }

    private static String row(Map<String, Long> figures, String... names) {
        return String.join(
                " ", Stream.of(names).map(name -> figures.get(name).toString()).toList());
    }

    private static String rate(Map<String, Long> figures) {
        return figures.get("actual") + " / " + figures.get("due");
    }

    /** Cut to a tenth, and never rounded up. */
    private static String percent(Map<String, Long> figures) {
        long due = figures.get("due");
        return due == 0
                ? "—"
                : BigDecimal.valueOf(figures.get("actual") * 1_000 / due, 1).toPlainString() + "%";
    }

    private static String hours(Map<String, Long> figures) {
        return BigDecimal.valueOf(figures.get("shownMs"))
                .divide(BigDecimal.valueOf(HOUR_MS), 1, RoundingMode.DOWN)
                .toPlainString();
    }

    /** The Playout file of a campaign: as many records of a screen and a film as were logged, and as long. */
    void playoutSaysIt(String campaign, LocalDate from, LocalDate until) throws SQLException, IOException {
        Map<String, String> screenOf = new HashMap<>();
        SignedIn scheduler = network.person();
        long frame = 1_000_000_000L + Math.floorMod(campaign.hashCode(), 1_000_000_000L);
        for (String code : network.codes()) {
            scheduler
                    .api()
                    .contentType(ContentType.JSON)
                    .body(Map.of("frameId", frame))
                    .put("/api/v1/outsmart/frames/" + code)
                    .then()
                    .statusCode(204);
            screenOf.put(Long.toString(frame++), code);
        }
        scheduler
                .api()
                .contentType(ContentType.JSON)
                .body(Map.of("orderId", "A", "buyerId", 17, "brandId", 18))
                .put("/api/v1/outsmart/campaigns/" + campaign)
                .then()
                .statusCode(200);
        String csv = scheduler
                .api()
                .get("/api/v1/outsmart/campaigns/" + campaign + "/playout.csv?from=" + from + "&until=" + until)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        Map<String, Long> plays = new TreeMap<>();
        Map<String, Long> lengths = new TreeMap<>();
        for (CSVRecord line : CSVFormat.RFC4180.parse(new StringReader(csv))) {
            String key = screenOf.get(line.get(0)) + "|" + line.get(13);
            plays.merge(key, 1L, Long::sum);
            lengths.merge(key, Long.parseLong(line.get(5)), Long::sum);
        }
        String made = "select concat_ws('|', screen, media) k, %s from made"
                + " where side = 'L' and kind <> 'FAILED' and campaign = ? group by k";
        assertThat(plays)
                .isEqualTo(ledger.numbers(made.formatted("count(*)"), campaign))
                .isNotEmpty();
        assertThat(lengths).isEqualTo(ledger.numbers(made.formatted("sum(ms)"), campaign));
    }
}
