/**
 * Which rules hold on which screen: profiles that screens share, each rule with its source and with who confirmed it; and what
 * was overruled, by whom and why.
 *
 * <p>Imports {@code rules} for what rules are and {@code campaign} for what is overruled. A screen without a profile of its own
 * goes by the standard one, so there is always an answer. Whether a plan keeps the rules is asked above.
 */
package io.lunbo.ruling;
