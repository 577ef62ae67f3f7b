/**
 * Which of the plays that were due were played, and what every logged play was for.
 *
 * <p>Nothing but Java: no clock, no database. Instants are epoch milliseconds, lengths are milliseconds. The same facts give
 * the same verdicts, in whatever order they are handed in.
 */
package io.lunbo.reconcile;
