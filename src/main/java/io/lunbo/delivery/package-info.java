/**
 * The players' native door, as far as it gives: the manifest poll, sheets and media by their hash, the clock.
 *
 * <p>Imports {@code manifest} and what it stands on. All of it is answered on the event loop by plain routes, from memory or
 * straight from the file; nothing there waits for the database. A file is served only while something released names it,
 * whatever else lies in the store.
 */
package io.lunbo.delivery;
