/**
 * The rotation: a demand goes in, a sequence of plays comes out, with everything that could not be placed and why.
 *
 * <p>Imports {@code java.*} only. No clock, no randomness (the seed is an input), no framework: the same request gives the same bytes.
 *
 * <p>The one decision worth knowing: fairness is a hard window around the cumulative due share, kept with integer arithmetic; spacing,
 * separation and the filling of a stretch's end only choose among what those windows allow. Where they collide, the window wins and the
 * {@link io.lunbo.rotation.LoopFigures figures} say what it cost.
 */
package io.lunbo.rotation;
