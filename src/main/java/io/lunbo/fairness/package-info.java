/**
 * The arithmetic of the rotation, over numbers of plays and milliseconds only: the windows in which each next play must lie so that nobody is
 * ever further than a bound from its due share ({@link io.lunbo.fairness.Quota}), what an era must leave behind for the next one
 * ({@link io.lunbo.fairness.Steering}), which counts fill the time before a wall ({@link io.lunbo.fairness.TailCounts}), how even the gaps are
 * ({@link io.lunbo.fairness.Gaps}), and another order with fewer conflicts ({@link io.lunbo.fairness.Reordering}).
 *
 * <p>Imports {@code java.*} only; knows nothing of clocks, pieces or screens. Used by {@code rotation}.
 *
 * <p>The one decision worth knowing: deviations are compared as products (played × total − elapsed × weight), never as quotients or doubles,
 * so that a bound that can just be kept is kept, on every machine alike. Doubles only say which of two allowed orders is the more even one.
 */
package io.lunbo.fairness;
