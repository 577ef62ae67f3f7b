package io.lunbo.chain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;

/**
 * A chain as a person types it: four rows, of which the ones with a name are stages.
 *
 * @param unitId whose chain; null for all units
 * @param version what the change was made from
 * @param name the names of the rows
 * @param stageUnit the ids of the signing units, empty for any
 * @param signers usernames with commas
 * @param hours time limits, empty for none
 * @param own own questions, one per line
 * @param check1 the codes that are ticked in the first row
 * @param check2 in the second
 * @param check3 in the third
 * @param check4 in the fourth
 */
public record ChainForm(
        @RestForm("unit") String unitId,
        @RestForm Integer version,
        @RestForm List<String> name,
        @RestForm List<String> stageUnit,
        @RestForm List<String> signers,
        @RestForm List<String> hours,
        @RestForm List<String> own,
        @RestForm List<String> check1,
        @RestForm List<String> check2,
        @RestForm List<String> check3,
        @RestForm List<String> check4) {
    /**
     * One row as the page shows it.
     *
     * @param number from 1
     * @param ticked the codes of the questions that come with Lunbo
     */
    public record Row(
            int number, String name, String unit, String signers, String hours, List<String> ticked, String own) {}

    /** The rows of a chain that stands. */
    static List<Row> rows(StagePlan plan) {
        List<Row> rows = new ArrayList<>();
        for (int number = 1; number <= StagePlan.MOST; number++) {
            ChainStage stage = number <= plan.size() ? plan.stage(number) : null;
            rows.add(stage == null ? new Row(number, "", "", "", "", List.of(), "") : row(number, stage));
        }
        return rows;
    }

    private static Row row(int number, ChainStage stage) {
        List<String> ticked = new ArrayList<>();
        List<String> own = new ArrayList<>();
        for (CheckItem item : stage.checks()) {
            (item.text() == null ? ticked : own).add(item.text() == null ? item.code() : item.text());
        }
        return new Row(
                number,
                stage.name(),
                stage.unitId() == null ? "" : stage.unitId().toString(),
                String.join(", ", stage.signers()),
                stage.hours() == null ? "" : stage.hours().toString(),
                ticked,
                String.join("\n", own));
    }

    /** The rows as they were typed. */
    List<Row> rows() {
        List<List<String>> checks = Arrays.asList(check1, check2, check3, check4);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < StagePlan.MOST; i++) {
            List<String> ticked = checks.get(i) == null ? List.of() : checks.get(i);
            rows.add(new Row(i + 1, at(name, i), at(stageUnit, i), at(signers, i), at(hours, i), ticked, at(own, i)));
        }
        return rows;
    }

    /** The chain that was typed; an {@link IllegalArgumentException} where it is none. */
    StagePlan plan() {
        return new StagePlan(rows().stream()
                .filter(row -> !row.name().isBlank())
                .map(ChainForm::stage)
                .toList());
    }

    private static ChainStage stage(Row row) {
        List<CheckItem> checks = new ArrayList<>();
        CheckItem.KNOWN.stream()
                .filter(row.ticked()::contains)
                .map(CheckItem::known)
                .forEach(checks::add);
        row.own()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(CheckItem::own)
                .forEach(checks::add);
        List<String> named = Arrays.stream(row.signers().split("[,，\\s]+"))
                .filter(one -> !one.isBlank())
                .toList();
        return new ChainStage(
                row.name().strip(),
                row.unit().isBlank() ? null : UUID.fromString(row.unit()),
                named,
                row.hours().isBlank() ? null : Integer.valueOf(row.hours().strip()),
                checks,
                false);
    }

    private static String at(List<String> values, int index) {
        return values != null && index < values.size() ? values.get(index) : "";
    }
}
