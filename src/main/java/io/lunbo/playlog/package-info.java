/**
 * What players logged, each play once: ingestion, hourly roll-ups, and the questions that can be asked of them.
 *
 * <p>Imports {@code screen} and the floor. Plain JDBC on purpose: the primary key {@code (player_id, id)} and the unique
 * key {@code (player_id, media_sha256, said_at)} decide in one {@code INSERT IGNORE … RETURNING} what is new, and {@code
 * play_hours} is added up from exactly the rows that it returns, in the same transaction. No answer is given before the
 * commit, so a player may send anything again at any time.
 */
package io.lunbo.playlog;
