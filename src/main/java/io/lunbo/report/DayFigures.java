package io.lunbo.report;

import io.lunbo.tally.Tally;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * One screen's day, due against actual.
 *
 * @param date the day in the screen's zone
 * @param from its first instant
 * @param until the first instant after it
 * @param asOf the moment that the numbers are of
 * @param sheetVersion the newest published sheet's version, null where none is published
 * @param total of all items
 * @param items by media: those of the sheet in its order, then what was played beside it
 * @param hours by elapsed hours from {@code from} on, all of them
 */
public record DayFigures(
        LocalDate date,
        Instant from,
        Instant until,
        Instant asOf,
        Integer sheetVersion,
        Tally total,
        List<Item> items,
        List<Hour> hours) {

    /**
     * One media on that day.
     *
     * @param media its SHA-256
     * @param tally its numbers
     */
    public record Item(String media, Tally tally) {}

    /**
     * One hour of the day.
     *
     * @param from when it begins
     * @param tally what was due in it, and what was logged in it
     */
    public record Hour(Instant from, Tally tally) {}
}
