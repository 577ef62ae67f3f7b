package io.lunbo.desk;

import io.lunbo.media.Media;
import io.lunbo.review.Review;

/**
 * What some screens show in place of a spot's media.
 *
 * @param review its newest review for the campaign; null where there is none
 */
public record AlternativeSight(TargetChoice where, Media media, Review review) {}
