/**
 * The desk for emergencies: screens made dark, media and warnings put before the sheets, drills of both, and which screens have
 * confirmed what.
 *
 * <p>Imports {@code takeover}, whose deeds it calls, {@code manifest} and what stands below it for what may be shown, and {@code player},
 * whose words are the confirmations.
 */
package io.lunbo.emergency;
