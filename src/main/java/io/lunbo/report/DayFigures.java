package io.lunbo.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * One screen's day, due against actual.
 *
 * @param date the day in the screen's zone
 * @param from its first instant
 * @param until the first instant after it
 * @param sheetVersion the published sheet's version, null where none is published
 * @param total of all items
 * @param items by media: those of the sheet in its order, then what was played beside it
 * @param hours by elapsed hours from {@code from} on, all of them
 */
public record DayFigures(
        LocalDate date,
        Instant from,
        Instant until,
        Integer sheetVersion,
        Figures total,
        List<Item> items,
        List<Hour> hours) {

    /**
     * One media on that day.
     *
     * @param media its SHA-256
     * @param figures its numbers
     */
    public record Item(String media, Figures figures) {}

    /**
     * One hour of the day.
     *
     * @param from when it begins
     * @param due what begins in it by the sheet
     * @param completed what began in it and was shown to its end
     * @param cut what began in it and was partial or failed
     */
    public record Hour(Instant from, int due, int completed, int cut) {}
}
