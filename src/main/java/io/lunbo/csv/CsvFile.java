package io.lunbo.csv;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A table that is written line by line, in constant memory. */
public final class CsvFile {
    /** What it is served as. */
    public static final String MEDIA_TYPE = "text/csv";

    private static final CSVFormat FORMAT = CSVFormat.RFC4180;
    private static final String FORMULA_SIGNS = "=+-@\t\r\n";
    private static final int BUFFERED = 1 << 16;

    private final CSVPrinter printer;

    private CsvFile(CSVPrinter printer) {
        this.printer = printer;
    }

    /** Begins a table with its headings; the stream is the caller's to close. */
    public static CsvFile begin(OutputStream out, List<String> headings) throws IOException {
        var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFERED);
        writer.write('\uFEFF');
        CsvFile file = new CsvFile(new CSVPrinter(writer, FORMAT));
        file.line(headings);
        return file;
    }

    /** Writes a line; a cell that is null is empty. */
    public void line(List<String> cells) throws IOException {
        for (String cell : cells) {
            printer.print(harmless(cell == null ? "" : cell));
        }
        printer.println();
    }

    /** Hands over what is still in memory. */
    public void end() throws IOException {
        printer.flush();
    }

    private static String harmless(String text) {
        return !text.isEmpty() && FORMULA_SIGNS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
