/**
 * The process itself: how Lunbo starts, the embedded database's launcher and the one clock.
 *
 * <p>Features live in the packages below, each named for what it does. None of them imports this one: they get the {@link
 * java.time.Clock} injected.
 */
package io.lunbo;
