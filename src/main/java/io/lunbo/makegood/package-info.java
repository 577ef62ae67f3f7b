/**
 * Make-goods (补播): a missed play is offered, a scheduler accepts, and it is booked as one play at a fixed time.
 *
 * <p>Imports {@code tally} for what was missed and {@code campaign} for the booking, whose rules all hold. The missed play stays
 * missed; the new one is due and counted like any other, and this room tells what became of it.
 */
package io.lunbo.makegood;
