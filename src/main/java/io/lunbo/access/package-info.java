/**
 * Who there is and who may do what: units, operators and their roles, and players with their tokens.
 *
 * <p>Imports {@code web} and {@code audit} only. How somebody proves who he is stands above, in {@code signin}; whom an
 * administrator lets in, in {@code staff}. Tokens are known by their fingerprint alone, so a copy of the database lets
 * nobody in; nothing is trusted because it is signed and not yet over.
 */
package io.lunbo.access;
