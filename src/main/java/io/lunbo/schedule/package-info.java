/**
 * From bookings to sheets: building a screen's day with {@code rotation}, publishing it as an immutable version.
 *
 * <p>Imports {@code campaign} and {@code rotation} and what they stand on. {@code SheetBuilding} is the
 * only translator from bookings to the words of the engine.
 */
package io.lunbo.schedule;
