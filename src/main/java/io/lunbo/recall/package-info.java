/**
 * What becomes of published sheets when an approval is withdrawn: they are published again without the media, and the
 * scheduler hears where there are gaps now.
 *
 * <p>Imports {@code review}, whose event it observes, and {@code schedule}.
 */
package io.lunbo.recall;
