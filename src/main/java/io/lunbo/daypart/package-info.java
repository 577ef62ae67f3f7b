/**
 * Wall clock times of day: opening hours and dayparts, and what they are in elapsed milliseconds on one date in one zone.
 *
 * <p>Imports {@code java.*} only.
 *
 * <p>The one decision worth knowing: every local time is one instant of its date. A time that a clock change skips is the instant of the
 * change, a time that a clock change repeats is its first occurrence. So ranges that touch on the wall touch on the time line too, on every
 * date.
 */
package io.lunbo.daypart;
