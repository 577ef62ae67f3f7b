package io.lunbo.testsupport;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the figures out of the tables of the inspector's pages, as a person reads them. */
public final class TallyTable {
    private static final Pattern TABLE =
            Pattern.compile("<table class=\"[^\"]*inspect-table.*?</table>", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("<tr>(.*?)</tr>", Pattern.DOTALL);
    private static final Pattern CELL = Pattern.compile("<td[^>]*>(.*?)</td>", Pattern.DOTALL);
    private static final List<String> COLUMNS = List.of(
            "",
            "due",
            "actual",
            "",
            "partial",
            "missed",
            "wrong",
            "madeGood",
            "excused",
            "notYetDue",
            "logged",
            "extra");

    private TallyTable() {}

    /** Every table of a page: figures by the names of the API, by the label of their row; the last row is the sum. */
    public static List<Map<String, Map<String, Long>>> of(String page) {
        List<Map<String, Map<String, Long>>> tables = new ArrayList<>();
        Matcher table = TABLE.matcher(page);
        while (table.find()) {
            Map<String, Map<String, Long>> rows = new TreeMap<>();
            Matcher row = ROW.matcher(table.group());
            while (row.find()) {
                List<String> cells = cells(row.group(1));
                if (cells.size() > COLUMNS.size()) {
                    rows.put(cells.get(0), figures(cells));
                }
            }
            tables.add(rows);
        }
        return tables;
    }

    private static Map<String, Long> figures(List<String> cells) {
        Map<String, Long> figures = new LinkedHashMap<>();
        for (int i = 0; i < COLUMNS.size(); i++) {
            if (!COLUMNS.get(i).isEmpty()) {
                figures.put(COLUMNS.get(i), Long.parseLong(cells.get(i).split(" ")[0]));
            }
        }
        return figures;
    }

    private static List<String> cells(String row) {
        List<String> cells = new ArrayList<>();
        Matcher cell = CELL.matcher(row);
        while (cell.find()) {
            cells.add(cell.group(1).replaceAll("<[^>]*>", " ").strip().replaceAll("\\s+", " "));
        }
        return cells;
    }
}
