/**
 * Calendars (RFC 5545) of screens and campaigns at private addresses that can be revoked and open nothing else.
 *
 * <p>Imports {@code schedule}.
 */
package io.lunbo.feed;
