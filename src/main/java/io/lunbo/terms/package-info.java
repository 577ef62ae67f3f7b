/**
 * What is agreed of a campaign and of a spot besides what, where and until when: dates, times of the day, how often,
 * class, share, targets.
 *
 * <p>Values only. Imports {@code flight} and {@code daypart}; kept as one JSON column beside what queries ask for.
 */
package io.lunbo.terms;
