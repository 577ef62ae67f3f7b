/**
 * What a screen's rules say of a day: the rules as values, and the judgement of what is shown against them.
 *
 * <p>Imports {@code daypart} and the JDK only: no clock, no database. Who keeps the rules, and what becomes of a finding, is
 * above.
 */
package io.lunbo.rules;
