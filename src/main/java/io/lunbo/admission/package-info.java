/**
 * How full a screen's day is, what would not fit, and what would help: asked of the engine itself, never guessed.
 *
 * <p>Imports {@code dayplan}.
 */
package io.lunbo.admission;
