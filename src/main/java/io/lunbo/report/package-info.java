/**
 * What should have played and what did: due against actual, for people and as files.
 *
 * <p>Imports {@code playlog}, {@code schedule} and what they stand on. Planned and logged are two kinds of facts: they stand
 * side by side and are never added up. Counts come from the hourly roll-up where a range ends on whole hours and from the
 * plays themselves where it does not, so both are exact.
 */
package io.lunbo.report;
