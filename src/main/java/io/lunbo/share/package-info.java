/**
 * One campaign's proof of play at a private address, for somebody without an account, until a date.
 *
 * <p>Imports {@code inspect} and what it stands on. The address opens that campaign and nothing else, is kept as a hash, can be
 * revoked, and every visit is remembered.
 */
package io.lunbo.share;
