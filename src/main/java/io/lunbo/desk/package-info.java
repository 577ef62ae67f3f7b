/**
 * The scheduling desk: the pages on which campaigns are created, their media brought to review and their spots booked.
 *
 * <p>Imports {@code campaign} and what it stands on. It only shows and asks: whatever is refused, {@code campaign} refuses, and
 * what was typed stays on the page with the sentence that says why.
 */
package io.lunbo.desk;
