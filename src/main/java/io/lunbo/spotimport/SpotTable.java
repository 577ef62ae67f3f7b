package io.lunbo.spotimport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.xlsx.XlsxTable;
import io.lunbo.xlsx.XlsxTable.TextCell;
import io.lunbo.xlsx.XlsxTable.TextRow;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The lines of a spreadsheet as people would type them.
 *
 * @param lines those that have anything
 * @param leftOut headings of columns that are not known, which are not taken
 */
record SpotTable(List<Line> lines, List<String> leftOut) {
    /** The largest file in bytes. */
    static final int LARGEST = 1024 * 1024;

    /** The most lines at a time. */
    static final int MOST = 200;

    /** What a page may carry of a table between judging and booking, in bytes. */
    private static final int MOST_CARRIED = 200 * 1024;

    private static final int MOST_ROWS = 5_000;
    private static final int LONGEST_CELL = 4_000;
    private static final long SECONDS_A_DAY = 86_400;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static {
        JSON.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(10)
                        .maxDocumentLength(2L * MOST_CARRIED)
                        .build());
    }

    /**
     * One line.
     *
     * @param row as the spreadsheet counts it
     * @param cells what it says, column by column; empty cells are missing
     */
    record Line(int row, Map<Column, String> cells) {
        Line {
            cells = cells == null ? Map.of() : cells;
        }

        /** What a cell says; empty where it says nothing. */
        String at(Column column) {
            return cells.getOrDefault(column, "");
        }
    }

    /** Leaves no nulls, and no more lines than are judged at a time. */
    SpotTable {
        lines = lines == null
                ? List.of()
                : lines.stream().filter(Objects::nonNull).toList();
        leftOut = leftOut == null ? List.of() : leftOut;
        if (lines.size() > MOST) {
            throw Problem.of(ProblemType.IMPORT_TOO_LONG, lines.size(), MOST);
        }
    }

    /** Reads a file; refused where it is none, has no heading of a media, or has more lines than are judged at a time. */
    static SpotTable read(byte[] bytes) {
        if (bytes.length > LARGEST) {
            throw Problem.of(ProblemType.BODY_TOO_LARGE);
        }
        if (!XlsxTable.looksSo(bytes)) {
            throw Problem.of(ProblemType.IMPORT_UNREADABLE);
        }
        try {
            return of(XlsxTable.read(bytes, MOST_ROWS));
        } catch (IOException e) {
            throw Problem.of(ProblemType.IMPORT_UNREADABLE);
        }
    }

    /** Reads what {@link #carried} wrote. */
    static SpotTable ofCarried(String json) {
        try {
            SpotTable table = json == null ? null : JSON.readValue(json, SpotTable.class);
            if (table == null) {
                throw Problem.of(ProblemType.IMPORT_UNREADABLE);
            }
            return table;
        } catch (JsonProcessingException e) {
            if (e.getCause() instanceof Problem problem) {
                throw problem;
            }
            throw Problem.of(ProblemType.IMPORT_UNREADABLE);
        }
    }

    /** The same for a page that brings it back; refused where that would be too much. */
    String carried() {
        try {
            String json = JSON.writeValueAsString(this);
            if (json.getBytes(StandardCharsets.UTF_8).length > MOST_CARRIED) {
                throw Problem.of(ProblemType.BODY_TOO_LARGE);
            }
            return json;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts are plain values", e);
        }
    }

    /** Only the lines of those rows. */
    SpotTable only(List<Integer> rows) {
        return new SpotTable(
                lines.stream().filter(line -> rows.contains(line.row())).toList(), leftOut);
    }

    private static SpotTable of(XlsxTable table) {
        List<TextRow> filled = table.rows().stream()
                .filter(row ->
                        row.cells().stream().anyMatch(cell -> !cell.text().isBlank()))
                .toList();
        if (filled.isEmpty()) {
            throw Problem.of(ProblemType.IMPORT_HEADINGS);
        }
        Map<Integer, Column> columns = new TreeMap<>();
        List<String> leftOut = new ArrayList<>();
        List<TextCell> head = filled.get(0).cells();
        for (int at = 0; at < head.size(); at++) {
            String heading = head.get(at).text();
            Optional<Column> known = Column.headed(heading);
            if (known.isPresent() && !columns.containsValue(known.get())) {
                columns.put(at, known.get());
            } else if (!heading.isBlank()) {
                leftOut.add(heading.strip()
                        .substring(0, Math.min(40, heading.strip().length())));
            }
        }
        if (!columns.containsValue(Column.MEDIA)) {
            throw Problem.of(ProblemType.IMPORT_HEADINGS);
        }
        List<Line> lines = new ArrayList<>();
        for (TextRow row : filled.subList(1, filled.size())) {
            Map<Column, String> cells = new EnumMap<>(Column.class);
            columns.forEach((at, column) -> {
                String text = typed(column, row.at(at), table.from1904());
                if (!text.isEmpty()) {
                    cells.put(column, text);
                }
            });
            if (!cells.isEmpty()) {
                lines.add(new Line(row.number(), cells));
            }
        }
        return new SpotTable(lines, leftOut);
    }

    /** A cell as a person would have typed it: Excel keeps dates as days, times as parts of one, and 30 % as 0.3. */
    private static String typed(Column column, TextCell cell, boolean from1904) {
        String text = cell.text().strip();
        if (text.length() > LONGEST_CELL) {
            throw Problem.of(ProblemType.IMPORT_UNREADABLE);
        }
        if (!text.matches("\\d{1,7}(\\.\\d{1,20})?(E-?\\d{1,2})?")) {
            return text;
        }
        BigDecimal number = new BigDecimal(text);
        LocalDate zero = from1904 ? LocalDate.of(1904, 1, 1) : LocalDate.of(1899, 12, 30);
        long seconds = number.multiply(BigDecimal.valueOf(SECONDS_A_DAY))
                .setScale(0, RoundingMode.HALF_UP)
                .longValue();
        LocalDateTime at = zero.atStartOfDay().plusSeconds(seconds);
        return switch (column) {
            case FROM, UNTIL -> at.toLocalDate().toString();
            case FIXED -> at.toLocalDate() + " " + at.toLocalTime();
            case FIRST, LAST ->
                number.compareTo(BigDecimal.ONE) < 0
                        ? LocalTime.ofSecondOfDay(Math.floorMod(seconds, SECONDS_A_DAY))
                                .toString()
                        : text;
            case SHARE -> plain(cell.percent() ? number.movePointRight(2) : number);
            case WEIGHT, PER_HOUR, PER_DAY, APART, STILL -> plain(number);
            default -> text;
        };
    }

    private static String plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }
}
