/**
 * The doors for players that others made (protocol, section 4): SMIL, M3U and XSPF at private addresses, and their play logs.
 *
 * <p>What they show is read from the screen's issued manifest and its sheets, like the reference player does it. Imports
 * {@code delivery}, {@code player} and {@code playlog}.
 */
package io.lunbo.door;
