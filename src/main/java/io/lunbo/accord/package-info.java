/**
 * Whether players and the service agree on what was played: digests for players, refused records for people.
 *
 * <p>Imports {@code playlog} and the floor; plain JDBC like the play log itself.
 */
package io.lunbo.accord;
