/**
 * Seeing what is planned: days play by play on one axis of time, the exact picture of any instant, counts per spot and day,
 * and a month of campaigns. Shows what sheets say; the only thing changed here is when a fixed-time play starts.
 */
package io.lunbo.timeline;
