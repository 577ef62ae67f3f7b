/**
 * The bundled film tools: what a file really is, decoded to its end, and films made from nothing.
 *
 * <p>Imports the floor only. A file is never believed: not its name, not its header, only its frames.
 */
package io.lunbo.film;
