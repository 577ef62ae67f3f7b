/**
 * Brightness and volume of a screen by the clock and the sun.
 *
 * <p>Imports {@code screen} and the floor; what players are told of it is above.
 */
package io.lunbo.levels;
