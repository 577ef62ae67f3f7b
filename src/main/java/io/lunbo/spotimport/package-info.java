/**
 * Bookings from a spreadsheet: every line is judged as if it were booked, and what the person then confirms is booked by the same
 * code as the booking form, all of it or nothing.
 *
 * <p>Imports {@code desk} for what people type of a spot, {@code rulecheck} for what only warns, and {@code xlsx} for the cells.
 * Nothing of a file is kept between judging and booking: the page carries it.
 */
package io.lunbo.spotimport;
