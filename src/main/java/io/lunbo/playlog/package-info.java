/**
 * What players logged, each play once: ingestion, hourly roll-ups, and the questions that can be asked of them.
 *
 * <p>Imports {@code screen} and the floor. Plain JDBC on purpose: the primary key {@code (player_id, id)} and the unique
 * key {@code (player_id, media_sha256, said_at)} decide in one {@code INSERT IGNORE … RETURNING} what is new, and {@code
 * play_hours} and {@code play_spans} (days and months) are added up from exactly the rows that it returns, in the same
 * transaction. No answer is given before the commit, so a player may send anything again at any time.
 *
 * <p>The table is not partitioned by month: MariaDB wants the partition's column in every unique key, and then a record that
 * comes again with another clock correction could be stored a second time in another month. A table of ids apart could
 * guard that only by writing every play twice, and would save nothing: old plays leave by screen and month once their file
 * was read back, never a whole month at once.
 */
package io.lunbo.playlog;
