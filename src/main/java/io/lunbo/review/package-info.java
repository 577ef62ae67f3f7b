/**
 * The reviews of a media for one run: who signed what, in which stage, over which bytes.
 *
 * <p>Imports {@code media}, {@code chain} (what has to be signed), {@code watch} (whether it was looked at), {@code proof}
 * (signed records) and the floor; a run (a campaign) is known by its id only. What a review says is never believed by its state:
 * an approval is worked out from its signatures and their signed records each time it is asked for. Races are decided by the
 * unique keys of {@code review_signatures}; a withdrawal against a publication by the row of {@code release_gate}.
 */
package io.lunbo.review;
