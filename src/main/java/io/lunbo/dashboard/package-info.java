/**
 * The wall: what every screen should show at this moment, and what its player last said.
 *
 * <p>Imports {@code report}, {@code player} and what they stand on. It changes nothing; its one button is {@code takeover}'s.
 */
package io.lunbo.dashboard;
