/**
 * Outages (停播): times in which a screen could not play, entered by people with cause and evidence.
 *
 * <p>Imports {@code screen} and the floor. An outage is never changed: what was entered wrongly is withdrawn and stays to be
 * seen. What it excuses is decided by those who count.
 */
package io.lunbo.outage;
