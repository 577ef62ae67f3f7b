/**
 * Where people find media again: search, tags, rights, where each is used, the archive; and how its files are.
 *
 * <p>Stands above whatever can refer to a media: bookings, sheets, takeovers. What may be used on which day is said below,
 * by {@code catalog}.
 */
package io.lunbo.library;
