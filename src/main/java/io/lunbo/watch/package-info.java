/**
 * Whether a reviewer has really looked: the parts of a film that were played, the time for which a picture or a text was in
 * view, as the reviewer's page reports them.
 *
 * <p>Imports {@code media}. Nothing that a page says is believed faster than time passes: what it may claim grows with the time
 * between its reports, and a page that is silent earns nothing.
 */
package io.lunbo.watch;
