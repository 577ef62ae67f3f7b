/**
 * The screens: kind, pixels, opening hours, zone and the unit that runs them.
 *
 * <p>Imports {@code daypart} and the floor. A screen's day is a day of its own zone.
 */
package io.lunbo.screen;
