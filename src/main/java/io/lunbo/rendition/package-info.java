/**
 * The files that players get: made of signed originals, one for each shape of screen, when something is booked.
 *
 * <p>What people sign is the original, byte for byte. A rendition is derived from exactly those bytes and names them, in
 * its row and in itself; sheets that are published name renditions. So nothing that a stranger made reaches a player's
 * decoder, and what was signed can still be told from every hash that a player knows.
 */
package io.lunbo.rendition;
