package io.lunbo.csv;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A small table that somebody wrote. */
public final class CsvTable {
    private CsvTable() {}

    /** Its rows, blank lines left out; an {@link IllegalArgumentException} names the row that cannot be read or is one too many. */
    public static List<List<String>> read(String text, int mostRows) {
        String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
        List<List<String>> rows = new ArrayList<>();
        try (CSVParser parser = CSVFormat.EXCEL
                .builder()
                .setTrailingData(true)
                .setLenientEof(true)
                .setIgnoreEmptyLines(true)
                .get()
                .parse(new StringReader(unmarked))) {
            for (CSVRecord row : parser) {
                if (rows.size() >= mostRows) {
                    throw new IllegalArgumentException(Integer.toString(rows.size() + 1));
                }
                rows.add(row.toList());
            }
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            throw new IllegalArgumentException(Integer.toString(rows.size() + 1), e);
        }
        return rows;
    }
}
