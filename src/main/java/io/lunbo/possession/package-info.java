/**
 * Whether a token is shown by the player that it was given to: the proof of possession of a key, fresh for every call (RFC 9449).
 *
 * <p>Imports {@code access} and the floor only. Tokens without a key let in alone, as ever: players that cannot sign are players, too.
 */
package io.lunbo.possession;
