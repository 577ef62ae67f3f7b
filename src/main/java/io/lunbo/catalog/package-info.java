/**
 * What people write of a media: tags, rights with their end, the last day on which its content is true, and whether it was
 * put into the archive; and whether it may therefore be used on a day.
 *
 * <p>Imports {@code media} only, so that bookings and sheets can ask here. What refers to a media is known above.
 */
package io.lunbo.catalog;
