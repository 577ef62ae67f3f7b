/**
 * How a unit's sheets are signed before they are published, and when their days are frozen.
 *
 * <p>Imports {@code schedule}, whose publishing asks {@code SignOffGate}, and {@code proof}, whose keys sign.
 */
package io.lunbo.signoff;
