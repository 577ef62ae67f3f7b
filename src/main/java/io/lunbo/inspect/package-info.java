/**
 * The inspector's desk (监播): campaign, screen, day, hour, play. Nothing here changes anything.
 *
 * <p>Every figure is a sum of kept counts, and the address of every figure leads to the single plays that it counts. The same
 * questions are answered for people and for programs.
 */
package io.lunbo.inspect;
