/**
 * The three reviews of a media for one run: who signed what, in which stage, over which bytes.
 *
 * <p>Imports {@code media} and the floor; a run (a campaign) is known by its id only. What a review says is never believed by
 * its state: an approval is worked out from its signatures each time it is asked for. Races are decided by the unique keys of
 * {@code review_signatures}.
 */
package io.lunbo.review;
