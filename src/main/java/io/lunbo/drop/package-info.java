/**
 * Each closed day's figures for somebody else's platform: as files in a folder, or posted with a signature.
 *
 * <p>Imports {@code inspect}, whose figures they are, {@code proof} for how secrets are sealed, {@code outbound} for the way out. A day
 * is sent again, as another edition, when late plays make its figures others; the same day and edition are always the same figures.
 */
package io.lunbo.drop;
