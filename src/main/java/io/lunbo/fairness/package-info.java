/**
 * Fair shares in whole numbers: the windows in which each next play must lie so that nobody is ever further than a bound from its due share,
 * and what an era must leave behind for the next one.
 *
 * <p>Imports {@code java.*} only; knows nothing of clocks, pieces or neighbours. Used by {@code rotation}.
 *
 * <p>The one decision worth knowing: deviations are compared as products (played × total − elapsed × weight), never as quotients or doubles,
 * so that a bound that can just be kept is kept, on every machine alike.
 */
package io.lunbo.fairness;
