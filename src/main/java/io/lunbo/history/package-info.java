/**
 * What bookings were after each change, so that two who edit at once see what the other did, and a change can be taken
 * back.
 *
 * <p>Imports {@code access}; knows campaigns and spots by their ids only.
 */
package io.lunbo.history;
