/** The wall: what every screen does now. */
package io.lunbo.dashboard;
