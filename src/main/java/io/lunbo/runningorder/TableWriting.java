package io.lunbo.runningorder;

import io.lunbo.runningorder.RunningOrder.Line;
import io.lunbo.web.Language;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A sheet as a spreadsheet: every text is a text cell, never a formula. */
final class TableWriting {
    private static final List<String> COLUMNS = List.of("number", "from", "until", "item", "kind", "seconds", "file");
    private static final List<Integer> WIDTHS = List.of(8, 12, 12, 40, 8, 10, 68);
    private static final int HEAD = 3;

    private TableWriting() {}

    static byte[] xlsx(RunningOrder order, Language language) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256 * 1024);
        try (Workbook book = new Workbook(bytes, "Lunbo", "1.0")) {
            Worksheet sheet = book.newWorksheet(language.text("runningorder_title"));
            sheet.value(
                    0,
                    0,
                    order.screen().name() + " " + order.sheet().date() + " v"
                            + order.sheet().version());
            sheet.value(1, 0, "SHA-256 " + order.sheet().sha256());
            for (int i = 0; i < COLUMNS.size(); i++) {
                sheet.value(HEAD, i, language.text("runningorder_" + COLUMNS.get(i)));
                sheet.style(HEAD, i).bold().set();
                sheet.width(i, WIDTHS.get(i));
            }
            sheet.freezePane(0, HEAD + 1);
            int row = HEAD + 1;
            for (Line line : order.lines()) {
                sheet.value(row, 0, line.number());
                sheet.value(row, 1, line.at());
                sheet.value(row, 2, line.ends());
                sheet.value(row, 3, line.title());
                sheet.value(row, 4, line.kind());
                sheet.value(row, 5, line.durationMs() / 1000.0);
                sheet.value(row, 6, line.file());
                row++;
            }
        }
        return bytes.toByteArray();
    }
}
