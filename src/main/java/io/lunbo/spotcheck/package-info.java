/**
 * Spot checks (巡屏): rounds over screens that nobody chose. The screens are drawn from a recorded seed, so that anyone can
 * draw again and see that it was so; what was found at each is entered on a phone and never changed: a correction is a new
 * entry. A round is closed when every screen has an entry, or when its last day is over.
 */
package io.lunbo.spotcheck;
