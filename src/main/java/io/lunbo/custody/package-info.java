/**
 * Who keeps which files in the media store, and which of them are not what they should be.
 *
 * <p>Imports {@code media} for its store. It knows no owner: each package that keeps files says by a {@link
 * io.lunbo.custody.FileOwner} which are its own, and a test says that none forgets it.
 */
package io.lunbo.custody;
