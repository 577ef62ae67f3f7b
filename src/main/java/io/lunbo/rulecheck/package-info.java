/**
 * Whether what is booked and planned keeps the rules of its screens: asked when a spot is booked, when a sheet is published, and
 * by whoever looks at a screen's day.
 *
 * <p>Imports {@code ruling} for the rules that hold, {@code schedule} for what is planned and {@code manifest} for when screens
 * that have no levels of their own are mute.
 */
package io.lunbo.rulecheck;
