/**
 * Campaigns made of campaigns, and changes taken back: deeds that are made of the deeds of {@code campaign}.
 *
 * <p>Imports {@code campaign} and what it stands on.
 */
package io.lunbo.amend;
