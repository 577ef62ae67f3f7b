/**
 * How a player comes to its screen (配对) and leaves it: the code and its QR, the claim, the token, its exchange and its end.
 *
 * <p>Imports {@code player} for what players say of themselves, and {@code possession} for their keys. A token comes into
 * being when its player fetches it and is shown this once: until then a pairing holds nothing that is worth stealing.
 */
package io.lunbo.pairing;
