/**
 * What a screen's day becomes: from what is booked, approved and usable to its plays, and those plays as bytes. Knows no
 * drafts and versions: those are kept by the schedule.
 */
package io.lunbo.dayplan;
