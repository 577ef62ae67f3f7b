/**
 * Keeps what is stored as it was: sweeps files that nobody owns, and reads the others again, some every night.
 *
 * <p>Imports {@code custody}, which knows the owners.
 */
package io.lunbo.upkeep;
