/**
 * The players themselves (播放终端): what one says of itself, what its screen looks like.
 *
 * <p>Imports {@code screen} and the floor. How players and screens come together is another matter, above in {@code pairing}.
 */
package io.lunbo.player;
