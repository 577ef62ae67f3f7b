/**
 * Who did what stays: an append-only trail, each entry chained to the one before by its hash.
 *
 * <p>Imports {@code web}, {@code ledger}, {@code csv} and {@code transaction}; actors are ids. An entry is written in the transaction
 * of the deed, so neither exists alone, and at its end, so that nobody waits for another's deed.
 */
package io.lunbo.audit;
