/**
 * Messages to machines outside, one guard for all of them: http(s) only, never followed elsewhere, not to this machine or its link.
 *
 * <p>Imports nothing of Lunbo.
 */
package io.lunbo.outbound;
