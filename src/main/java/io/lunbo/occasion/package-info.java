/**
 * The feasts, days and weeks that slogans speak of, as people keep them, and whether what a text speaks of is over.
 *
 * <p>Imports the floor only. What is over is marked and never refused: a slogan may look back on purpose.
 */
package io.lunbo.occasion;
