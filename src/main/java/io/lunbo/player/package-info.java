/**
 * The players themselves (播放终端): how one is paired with a screen, what it says of itself, what its screen looks like.
 *
 * <p>Imports {@code screen} and the floor. A token comes into being when its player fetches it and is shown this once: until
 * then a pairing holds nothing that is worth stealing.
 */
package io.lunbo.player;
