/**
 * What was due against what was logged, counted: one verdict for each play, kept as counts by screen, day, hour, media and
 * booking.
 *
 * <p>Whatever changes what is known of a screen-day marks it; a job, or whoever reads it first, counts it again from the plays
 * themselves. Players never wait for that. Planned, logged by a device, confirmed by a photo and assumed are columns of their
 * own. Every night some days are counted again and compared, and the result is kept.
 */
package io.lunbo.tally;
