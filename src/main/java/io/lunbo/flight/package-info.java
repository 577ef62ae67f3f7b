/**
 * On which days something runs, and at which times of a day it comes again: stretches of dates, weekdays, days left out,
 * what the state made free or working days, and recurrences of RFC 5545.
 *
 * <p>Imports nothing of Lunbo. Knows no clock, no database and no zone: dates and times are those of a wall clock.
 */
package io.lunbo.flight;
