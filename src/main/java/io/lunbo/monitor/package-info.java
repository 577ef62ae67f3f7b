/**
 * The wall of all screens, thousands of them: page by page, found by words, group and state.
 *
 * <p>Imports {@code alarm}, whose look at every screen it shows. It changes nothing.
 */
package io.lunbo.monitor;
