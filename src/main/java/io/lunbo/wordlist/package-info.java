/**
 * The words that units list for the language lint, and the lint's door for pages and programs.
 *
 * <p>Imports {@code lint} and the floor. What is listed holds at once, also for reviews that have begun.
 */
package io.lunbo.wordlist;
