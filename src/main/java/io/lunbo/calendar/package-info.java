/**
 * Public holidays and make-up working days as people keep them, with who says so.
 *
 * <p>Imports {@code flight} for what bookings ask of them, {@code csv} and the floor.
 */
package io.lunbo.calendar;
