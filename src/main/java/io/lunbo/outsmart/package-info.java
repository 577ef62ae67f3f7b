/**
 * The play log as the British trade reads it: Outsmart's Playout digital file, version 1.7 of 8 December 2023.
 *
 * <p>The numbers of frames, buyers, agencies and brands come from SPACE, the trade's own register; people enter them, and nothing is
 * exported for which one is missing.
 */
package io.lunbo.outsmart;
