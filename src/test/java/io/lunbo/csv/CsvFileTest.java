package io.lunbo.csv;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CsvFileTest {
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "=cmd|' /C calc'!A0"})
    void cellsAreNeverFormulas(String text) throws IOException {
        assertThat(readBack(List.of("序号"), List.of("x", text)).get(1).get(1)).isEqualTo("'" + text);
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        List<String> cells = Arrays.asList("康宁广场", "a,b", "\"quoted\"", "two\nlines", "a=b", "", null, " ");

        List<CSVRecord> lines = readBack(List.of("一", "二"), cells);

        assertThat(lines.get(0)).containsExactly("一", "二");
        assertThat(lines.get(1)).containsExactly("康宁广场", "a,b", "\"quoted\"", "two\nlines", "a=b", "", "", " ");
    }

    private static List<CSVRecord> readBack(List<String> headings, List<String> cells) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CsvFile csv = CsvFile.begin(out, headings);
        csv.line(cells);
        csv.end();
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(text).startsWith("\uFEFF").endsWith("\r\n");
        return CSVFormat.RFC4180.parse(new StringReader(text.substring(1))).getRecords();
    }
}
