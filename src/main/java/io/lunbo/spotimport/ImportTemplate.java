package io.lunbo.spotimport;

import io.lunbo.campaign.Campaign;
import io.lunbo.review.Review;
import io.lunbo.screen.Screen;
import io.lunbo.spotimport.SpotLines.Known;
import io.lunbo.web.Language;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** The spreadsheet to fill in: headings to write under, what they mean, and what this campaign has to name. */
final class ImportTemplate {
    private ImportTemplate() {}

    static byte[] xlsx(Known known, Language language) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(16 * 1024);
        try (Workbook book = new Workbook(bytes, "Lunbo", "1.0")) {
            Worksheet lines = book.newWorksheet(language.text("spotimport_sheet_lines"));
            Worksheet words = book.newWorksheet(language.text("spotimport_sheet_words"));
            words.value(0, 0, language.text("spotimport_word_column"));
            words.value(0, 1, language.text("spotimport_word_meaning"));
            words.width(0, 22);
            words.width(1, 90);
            for (Column column : Column.values()) {
                int at = column.ordinal();
                lines.value(0, at, language.text(column.key()));
                lines.style(0, at).bold().set();
                lines.width(at, column == Column.MEDIA || column == Column.SCREENS ? 32 : 16);
                words.value(at + 1, 0, language.text(column.key()));
                words.value(at + 1, 1, language.text(column.key() + "_hint"));
            }
            lines.freezePane(0, 1);
            names(book.newWorksheet(language.text("spotimport_sheet_names")), known, language);
        }
        return bytes.toByteArray();
    }

    private static void names(Worksheet sheet, Known known, Language language) {
        Campaign campaign = known.campaign();
        sheet.value(0, 0, campaign.name() + " " + campaign.from() + " – " + campaign.until());
        sheet.value(1, 0, language.text(Column.MEDIA.key()));
        sheet.value(1, 1, "SHA-256");
        sheet.value(1, 2, language.text(Column.SCREENS.key()));
        sheet.width(0, 40);
        sheet.width(1, 68);
        sheet.width(2, 40);
        int row = 2;
        for (Review review : known.submitted()) {
            sheet.value(row, 0, review.media().title());
            sheet.value(row, 1, review.media().sha256());
            row++;
        }
        row = 2;
        for (Screen screen : known.screens()) {
            sheet.value(row++, 2, screen.name());
        }
    }
}
