package io.lunbo.attest;

import io.lunbo.attest.Figures.Fault;
import io.lunbo.attest.Figures.Line;
import io.lunbo.attest.Figures.Pictured;
import io.lunbo.csv.CsvFile;
import io.lunbo.web.Texts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A report as spreadsheet and as table. */
class ReportFiles {
    private static final int HEAD = 3;
    private static final int FIRST_NUMBER = 2;
    private static final List<Column> COLUMNS = List.of(
            new Column("attest_planned", Line::planned),
            new Column("inspect_due", Line::due),
            new Column("inspect_actual", Line::actual),
            new Column("tally_verdict_partial", Line::partial),
            new Column("tally_verdict_missed", Line::missed),
            new Column("tally_verdict_wrong", Line::wrong),
            new Column("tally_verdict_made_good", Line::madeGood),
            new Column("tally_cause_blackout", Line::blackout),
            new Column("tally_cause_takeover", Line::takeover),
            new Column("tally_cause_outage", Line::outage),
            new Column("tally_cause_closed", Line::closed),
            new Column("tally_verdict_not_yet_due", Line::notYet),
            new Column("tally_verdict_assumed", Line::assumed),
            new Column("inspect_logged", Line::logged),
            new Column("tally_verdict_extra", Line::extra));

    private static final List<Told<Fault>> FAULTS = List.of(
            new Told<>("report_screen", 28, (files, one) -> one.screen()),
            new Told<>("attest_identity", 20, (files, one) -> one.code()),
            new Told<>("attest_fault", 24, (files, one) -> files.text(one.key())),
            new Told<>("attest_fault_times", 11, (files, one) -> one.times()),
            new Told<>("attest_fault_minutes", 11, (files, one) -> one.minutes()),
            new Told<>("attest_fault_note", 40, (files, one) -> one.note()));
    private static final List<Told<Pictured>> PHOTOS = List.of(
            new Told<>("report_screen", 28, (files, one) -> one.screen()),
            new Told<>("attest_identity", 20, (files, one) -> one.code()),
            new Told<>("attest_photo_at", 26, (files, one) -> one.at()),
            new Told<>("attest_photo_clock", 20, (files, one) -> files.text(one.clock())),
            new Told<>("evidence_seen", 16, (files, one) -> files.text(one.key())),
            new Told<>("attest_photo_due", 28, (files, one) -> one.due()),
            new Told<>("attest_photo_distance", 12, (files, one) -> one.distanceM()),
            new Told<>("attest_photo_likeness", 12, (files, one) -> one.likeness()),
            new Told<>("evidence_taken_by", 16, (files, one) -> one.takenBy()),
            new Told<>("attest_photo_released_by", 16, (files, one) -> one.releasedBy()),
            new Told<>("attest_photo_printed", 12, (files, one) -> one.printed() ? files.text("attest_yes") : ""),
            new Told<>("attest_photo_sha256", 66, (files, one) -> one.sha256()),
            new Told<>("attest_photo_small_sha256", 66, (files, one) -> one.smallSha256()));

    private final Texts texts;
    private final Locale language;

    private record Column(String key, ToIntFunction<Line> of) {}

    /** A column of what is said: a number, a text, or null. */
    private record Told<T>(String key, int width, BiFunction<ReportFiles, T, Object> of) {}

    /** @param language of the headings */
    ReportFiles(Texts texts, Locale language) {
        this.texts = texts;
        this.language = language;
    }

    private String text(String key) {
        return texts.of(language, key);
    }

    /** Numbers are numbers, sums and rates are formulas, texts are never formulas. */
    byte[] xlsx(IssuedReport report) throws IOException {
        Figures figures = report.figures();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024);
        try (Workbook book = new Workbook(bytes, "Lunbo", "1.0")) {
            write(book, report, "attest_by_screen", figures.screens());
            write(book, report, "attest_by_day", figures.days());
            write(book, report, "attest_by_item", figures.items());
            texts(book, report, "attest_faults", FAULTS, figures.faults());
            texts(book, report, "attest_photos", PHOTOS, figures.photos());
        }
        return bytes.toByteArray();
    }

    private void write(Workbook book, IssuedReport report, String name, List<Line> lines) {
        Worksheet sheet = book.newWorksheet(text(name));
        head(sheet, report);
        sheet.value(HEAD, 0, text("attest_name"));
        sheet.value(HEAD, 1, text("attest_identity"));
        int last = FIRST_NUMBER + COLUMNS.size();
        for (int i = 0; i < COLUMNS.size(); i++) {
            sheet.value(HEAD, FIRST_NUMBER + i, text(COLUMNS.get(i).key()));
        }
        sheet.value(HEAD, last, text("inspect_hours"));
        sheet.value(HEAD, last + 1, text("report_completion"));
        for (int i = 0; i <= last + 1; i++) {
            sheet.style(HEAD, i).bold().set();
            sheet.width(i, i == 0 ? 32 : i == 1 ? 24 : 11);
        }
        sheet.freezePane(1, HEAD + 1);
        int row = HEAD + 1;
        for (Line line : lines) {
            sheet.value(row, 0, line.name());
            sheet.value(row, 1, line.code());
            for (int i = 0; i < COLUMNS.size(); i++) {
                sheet.value(row, FIRST_NUMBER + i, COLUMNS.get(i).of().applyAsInt(line));
            }
            sheet.value(row, last, line.shownMs() / 3_600_000.0);
            sheet.style(row, last).format("0.0").set();
            rate(sheet, row, last + 1);
            row++;
        }
        sheet.value(row, 0, text("inspect_total"));
        for (int i = FIRST_NUMBER; i <= last; i++) {
            String column = letter(i);
            if (row > HEAD + 1) {
                sheet.formula(row, i, "SUM(" + column + (HEAD + 2) + ":" + column + row + ")");
            } else {
                sheet.value(row, i, 0);
            }
            sheet.style(row, i).bold().set();
        }
        rate(sheet, row, last + 1);
    }

    /** A sheet of what is said and not counted; none in a report of before. */
    private <T> void texts(Workbook book, IssuedReport report, String name, List<Told<T>> columns, List<T> lines) {
        if (lines == null) {
            return;
        }
        Worksheet sheet = book.newWorksheet(text(name));
        head(sheet, report);
        for (int i = 0; i < columns.size(); i++) {
            sheet.value(HEAD, i, text(columns.get(i).key()));
            sheet.style(HEAD, i).bold().set();
            sheet.width(i, columns.get(i).width());
        }
        sheet.freezePane(1, HEAD + 1);
        int row = HEAD + 1;
        for (T line : lines) {
            for (int i = 0; i < columns.size(); i++) {
                cell(sheet, row, i, columns.get(i).of().apply(this, line));
            }
            row++;
        }
    }

    private static void cell(Worksheet sheet, int row, int column, Object value) {
        if (value instanceof Number number) {
            sheet.value(row, column, number);
        } else if (value != null) {
            sheet.value(row, column, value.toString());
        }
    }

    private void head(Worksheet sheet, IssuedReport report) {
        sheet.value(0, 0, report.title() + " " + report.from() + " – " + report.until());
        sheet.value(1, 0, text("attest_code") + " " + report.readableCode() + " · SHA-256 " + report.sha256());
    }

    /** 实播 by 应播 of the same row. */
    private static void rate(Worksheet sheet, int row, int column) {
        String due = letter(FIRST_NUMBER + 1) + (row + 1);
        String actual = letter(FIRST_NUMBER + 2) + (row + 1);
        sheet.formula(row, column, "IF(" + due + "=0,\"\",ROUNDDOWN(" + actual + "/" + due + ",3))");
        sheet.style(row, column).format("0.0%").set();
    }

    private static String letter(int column) {
        return Character.toString('A' + column);
    }

    /** One table with all lines. */
    byte[] csv(IssuedReport report) throws IOException {
        Figures figures = report.figures();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(32 * 1024);
        List<String> headings =
                new ArrayList<>(List.of(text("attest_group"), text("attest_name"), text("attest_identity")));
        COLUMNS.forEach(column -> headings.add(text(column.key())));
        headings.add(text("inspect_hours"));
        headings.add(text("report_completion"));
        CsvFile file = CsvFile.begin(bytes, headings);
        line(file, "inspect_total", figures.total());
        for (Line line : figures.screens()) {
            line(file, "attest_by_screen", line);
        }
        for (Line line : figures.days()) {
            line(file, "attest_by_day", line);
        }
        for (Line line : figures.items()) {
            line(file, "attest_by_item", line);
        }
        for (Pictured photo : figures.photos() == null ? List.<Pictured>of() : figures.photos()) {
            List<String> cells =
                    new ArrayList<>(List.of(text("attest_photos"), photo.screen() + " " + photo.at(), photo.sha256()));
            cells.addAll(Collections.nCopies(headings.size() - cells.size(), ""));
            file.line(cells);
        }
        file.end();
        return bytes.toByteArray();
    }

    private void line(CsvFile file, String group, Line line) throws IOException {
        List<String> cells = new ArrayList<>(List.of(text(group), line.name(), line.code()));
        COLUMNS.forEach(column -> cells.add(Integer.toString(column.of().applyAsInt(line))));
        cells.add(line.hours().toPlainString());
        cells.add(line.completion() == null ? "" : line.completion().toPlainString());
        file.line(cells);
    }
}
