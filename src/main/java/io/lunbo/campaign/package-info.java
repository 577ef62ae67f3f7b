/**
 * What is to be shown, when, where and how often: campaigns, their screens and their spots.
 *
 * <p>Imports {@code media}, {@code review}, {@code screen}, {@code daypart} and the floor. What cannot fit is refused when it
 * is booked, with numbers; whether it may be shown is not decided here but by {@code review.Approvals}.
 */
package io.lunbo.campaign;
