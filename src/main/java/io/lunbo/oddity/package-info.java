/**
 * Records that no honest player with a right clock logs, over all screens: found by kept counts, shown as single plays.
 *
 * <p>Imports {@code tally} for the counts and the days, {@code report} for titles. It changes nothing.
 */
package io.lunbo.oddity;
