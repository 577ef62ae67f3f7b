package io.lunbo.xlsx;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;

/**
 * The first sheet of an XLSX file as it is stored: dates and times are numbers of days, as Excel keeps them.
 *
 * @param rows those that are there, in order
 * @param from1904 whether days count from 1904 and not from 1900
 */
public record XlsxTable(List<TextRow> rows, boolean from1904) {
    /** What an honest table unpacks to at most: beyond it is a bomb. */
    private static final long MOST_UNPACKED = 16L << 20;

    private static final int MOST_ENTRIES = 200;
    private static final int MOST_COLUMNS = 64;

    /**
     * A row.
     *
     * @param number as the spreadsheet counts it, from 1
     */
    public record TextRow(int number, List<TextCell> cells) {
        /** The cell of a column, from 0; an empty one where there is none. */
        public TextCell at(int column) {
            return column < cells.size() ? cells.get(column) : TextCell.EMPTY;
        }
    }

    /**
     * A cell; of a formula, what it was worth when the file was saved.
     *
     * @param text as it is stored
     * @param percent whether a number in it is shown as percent, and is a hundredth of that
     */
    public record TextCell(String text, boolean percent) {
        static final TextCell EMPTY = new TextCell("", false);
    }

    /** Whether bytes begin as such a file does. */
    public static boolean looksSo(byte[] bytes) {
        return bytes.length > 3 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] == 3 && bytes[3] == 4;
    }

    /** Reads at most so many rows; an {@link IOException} for what is no such file, is broken, or is larger than honest files are. */
    public static XlsxTable read(byte[] bytes, int mostRows) throws IOException {
        try {
            boolean formatted = refuseBombs(bytes);
            return read(bytes, mostRows, new ReadingOptions(formatted, false));
        } catch (RuntimeException e) { // a broken workbook fails in its reader in any way
            throw new IOException("no workbook that can be read", e);
        }
    }

    private static XlsxTable read(byte[] bytes, int mostRows, ReadingOptions options) throws IOException {
        List<TextRow> rows = new ArrayList<>();
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(bytes), options);
                Stream<Row> all = workbook.getFirstSheet().openStream()) {
            for (Row row : (Iterable<Row>) all::iterator) {
                requireFew(rows.size(), mostRows);
                requireFew(row.getCellCount(), MOST_COLUMNS);
                rows.add(new TextRow(
                        row.getRowNum(), row.stream().map(XlsxTable::text).toList()));
            }
            return new XlsxTable(List.copyOf(rows), workbook.isDate1904());
        }
    }

    private static TextCell text(org.dhatim.fastexcel.reader.Cell cell) {
        if (cell == null || cell.getText() == null) {
            return TextCell.EMPTY;
        }
        String format = cell.getDataFormatString();
        return new TextCell(cell.getText(), format != null && format.indexOf('%') >= 0);
    }

    /**
     * Unpacks once without keeping anything, by the same directory of parts as the reader: no part may be a bomb. Whether there is
     * a part of formats.
     */
    private static boolean refuseBombs(byte[] bytes) throws IOException {
        byte[] buffer = new byte[8192];
        long unpacked = 0;
        int entries = 0;
        boolean formatted = false;
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(bytes))
                .get()) {
            for (ZipArchiveEntry entry : (Iterable<ZipArchiveEntry>) zip.getEntries()::asIterator) {
                requireFew(++entries, MOST_ENTRIES);
                formatted |= entry.getName().equalsIgnoreCase("xl/styles.xml");
                try (InputStream part = zip.getInputStream(entry)) {
                    for (int read = part.read(buffer); read >= 0; read = part.read(buffer)) {
                        unpacked += read;
                        if (unpacked > MOST_UNPACKED) {
                            throw new IOException("unpacks to more than " + MOST_UNPACKED);
                        }
                    }
                }
            }
        }
        return formatted;
    }

    private static void requireFew(int count, int most) throws IOException {
        if (count > most) {
            throw new IOException("more than " + most);
        }
    }
}
