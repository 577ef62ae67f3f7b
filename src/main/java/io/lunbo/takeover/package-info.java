/**
 * What goes before every sheet: blackouts (一键关屏) and inserts (应急插播).
 *
 * <p>Imports {@code screen}, {@code review} and the floor. A blackout asks nobody's approval: it stands from the moment its
 * transaction commits until it is lifted, and the players' manifests change in that same transaction.
 */
package io.lunbo.takeover;
