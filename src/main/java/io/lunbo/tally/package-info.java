/**
 * What was due against what was logged, counted: one verdict for each play, kept as counts by screen, day, hour, media and
 * booking.
 *
 * <p>Whatever changes what is known of a screen-day marks it; a job, or whoever reads it first, counts it again from the plays
 * themselves. Players never wait for that. Days are added up from hours in the same transaction, by campaign and by media, and
 * questions are answered from the coarsest counts that know what they ask for. Planned, logged by a device, confirmed by a
 * photo and assumed are columns of their own. Every night some days are counted again and compared, and the result is kept.
 */
package io.lunbo.tally;
