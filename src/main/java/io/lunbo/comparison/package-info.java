/**
 * Two versions of a screen's day side by side.
 *
 * <p>Imports {@code schedule}.
 */
package io.lunbo.comparison;
