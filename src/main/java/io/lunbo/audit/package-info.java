/**
 * Who did what stays: an append-only trail, each entry chained to the one before by its hash.
 *
 * <p>Imports {@code web} only; actors are ids. An entry is written in the transaction of the deed, so neither exists alone.
 */
package io.lunbo.audit;
