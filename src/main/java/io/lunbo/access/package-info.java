/**
 * Who may do what: units, operators and their roles, sign-in, sessions, and the tokens of players.
 *
 * <p>Imports {@code web} and {@code audit} only. Every session is a row that can be ended; nothing is trusted because it is
 * signed and not yet over.
 */
package io.lunbo.access;
