/**
 * What becomes of published sheets when an approval is withdrawn or rights end sooner: they are published again without
 * the media, and the scheduler hears where there are gaps now.
 *
 * <p>Imports {@code review} and {@code catalog}, whose events it observes, and {@code schedule}.
 */
package io.lunbo.recall;
