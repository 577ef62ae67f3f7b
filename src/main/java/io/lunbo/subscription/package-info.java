/**
 * Reports by mail: issued by themselves when a day, a week, a month or a campaign is over, and sent to those who wait for them.
 *
 * <p>Imports {@code attest} and what that stands on. A report is issued once for each period, in the name of who asked for it; a mail
 * that could not be sent is sent again.
 */
package io.lunbo.subscription;
