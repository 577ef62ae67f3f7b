/**
 * Trying a plan without keeping anything: the rotation engine for anyone who plans.
 *
 * <p>Imports {@code rotation} and {@code daypart}; knows neither bookings nor sheets.
 */
package io.lunbo.preview;
