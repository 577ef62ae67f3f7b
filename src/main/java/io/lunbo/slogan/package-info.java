/**
 * The text of a text sign: what was typed and what is meant, which characters a sign can show, how they lie on its dots
 * and for how long.
 *
 * <p>Knows no row, no request and no clock: the same text on the same sign is the same pages and the same bytes, on every
 * node and at any time. The dot font is GNU Unifont; its licence lies beside it.
 */
package io.lunbo.slogan;
