package io.lunbo.slogandesk;

import io.lunbo.slogandesk.SloganLines.Line;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.xlsx.XlsxTable;
import io.lunbo.xlsx.XlsxTable.TextCell;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The slogans of a CSV or XLSX file: of the column that is headed so, else of the first one that has anything.
 *
 * @param column the heading, or the column's letter
 * @param leftOut whether other columns have anything, which is not taken
 */
record SloganFile(List<Line> lines, String column, boolean leftOut) {
    /** The largest file in bytes. */
    static final int LARGEST = 1024 * 1024;

    private static final int MOST_ROWS = 5_000;
    private static final int MOST_COLUMNS = 64;
    private static final Set<String> HEADINGS =
            Set.of("标语", "标语内容", "标语文字", "宣传标语", "内容", "文字", "slogan", "slogans", "text");

    /** A row of cells as text. */
    private record Cells(int number, List<String> texts) {
        String at(int column) {
            return column < texts.size() ? texts.get(column) : "";
        }
    }

    /** Reads a file by what is in it, whatever it is called. */
    static SloganFile read(Path file, String name) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw Problem.of(ProblemType.BODY_TOO_LARGE);
        }
        byte[] bytes = Files.readAllBytes(file);
        try {
            return of(XlsxTable.looksSo(bytes) ? workbook(bytes) : table(decoded(bytes)));
        } catch (Problem refusal) {
            throw refusal;
        } catch (IOException | RuntimeException e) { // a broken workbook fails in its reader in any way
            throw Problem.of(ProblemType.SLOGAN_LIST_UNREADABLE, name);
        }
    }

    private static SloganFile of(List<Cells> rows) {
        int width = rows.stream().mapToInt(row -> row.texts().size()).max().orElse(0);
        List<Cells> filled = rows.stream()
                .filter(row -> row.texts().stream().anyMatch(cell -> !cell.isBlank()))
                .toList();
        int headed = filled.isEmpty() ? -1 : heading(filled.get(0));
        int column = headed >= 0 ? headed : firstFilled(filled, width);
        List<Cells> body = headed >= 0 ? filled.subList(1, filled.size()) : filled;
        List<Line> lines = body.stream()
                .filter(row -> !row.at(column).isBlank())
                .map(row -> new Line(row.number(), row.at(column).replaceAll("\\R", " ")))
                .toList();
        boolean leftOut = body.stream()
                .anyMatch(row -> Stream.iterate(0, at -> at < row.texts().size(), at -> at + 1)
                        .anyMatch(at -> at != column && !row.at(at).isBlank()));
        String called = headed >= 0 ? filled.get(0).at(headed).strip() : Character.toString('A' + column % 26);
        return new SloganFile(SloganLines.bounded(lines), called, leftOut);
    }

    private static int heading(Cells row) {
        for (int at = 0; at < row.texts().size(); at++) {
            if (HEADINGS.contains(row.at(at).strip().toLowerCase(Locale.ROOT))) {
                return at;
            }
        }
        return -1;
    }

    private static int firstFilled(List<Cells> rows, int width) {
        return Stream.iterate(0, at -> at < width, at -> at + 1)
                .filter(at -> rows.stream().anyMatch(row -> !row.at(at).isBlank()))
                .findFirst()
                .orElse(0);
    }

    private static String decoded(byte[] bytes) throws CharacterCodingException {
        boolean marked =
                bytes.length > 2 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf;
        byte[] text = marked ? Arrays.copyOfRange(bytes, 3, bytes.length) : bytes;
        try {
            return strictly(StandardCharsets.UTF_8, text);
        } catch (CharacterCodingException e) {
            return strictly(Charset.forName("GB18030"), text); // what Excel writes on a Chinese desk
        }
    }

    private static String strictly(Charset charset, byte[] bytes) throws CharacterCodingException {
        String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        if (text.indexOf('\0') >= 0) {
            throw new CharacterCodingException(); // no text at all
        }
        return text;
    }

    /** Cells between commas, semicolons or tabs, whichever the first line has; what quotes forgot is forgiven. */
    private static List<Cells> table(String text) throws IOException {
        CSVFormat format = CSVFormat.EXCEL
                .builder()
                .setDelimiter(separator(text))
                .setTrailingData(true)
                .setLenientEof(true)
                .get();
        List<Cells> rows = new ArrayList<>();
        try (CSVParser parser = format.parse(new StringReader(text))) {
            for (CSVRecord record : parser) {
                requireFew(rows.size(), MOST_ROWS);
                requireFew(record.size(), MOST_COLUMNS);
                rows.add(new Cells((int) record.getRecordNumber(), record.toList()));
            }
        }
        return rows;
    }

    private static char separator(String text) {
        String first = text.lines().findFirst().orElse("");
        return first.indexOf('\t') >= 0 ? '\t' : first.indexOf(',') < 0 && first.indexOf(';') >= 0 ? ';' : ',';
    }

    private static List<Cells> workbook(byte[] bytes) throws IOException {
        return XlsxTable.read(bytes, MOST_ROWS).rows().stream()
                .map(row -> new Cells(
                        row.number(), row.cells().stream().map(TextCell::text).toList()))
                .toList();
    }

    private static void requireFew(int count, int most) throws IOException {
        if (count > most) {
            throw new IOException("more than " + most);
        }
    }
}
