/**
 * Seeing what is planned: days play by play on one axis of time, the exact picture of any instant, counts per spot and day,
 * and a month of campaigns. Shows what sheets say, and the dayparts that are booked; the only things changed here are when a fixed-time play
 * starts and the hours of a daypart.
 */
package io.lunbo.timeline;
