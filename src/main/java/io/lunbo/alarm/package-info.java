/**
 * What is wrong with screens: looked for every few seconds, kept with beginning and end, and told to people by page, webhook and mail.
 *
 * <p>Imports {@code emergency} and what stands below it: sheets, manifests and what players say.
 */
package io.lunbo.alarm;
