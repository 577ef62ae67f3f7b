/** The doors of the players: pairing, the signed manifest, sheets, media, heartbeats. */
package io.lunbo.player;
