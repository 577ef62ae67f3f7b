/**
 * What stands around a review: remarks at a second of the film, what changed since it came back, slogans signed together,
 * withdrawal, and notices about what is late.
 *
 * <p>Imports {@code review}; the review itself knows nothing of it.
 */
package io.lunbo.reviewdesk;
