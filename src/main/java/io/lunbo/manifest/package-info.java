/**
 * What each screen must do, signed: composing, signing and issuing the manifests, and keeping them at hand.
 *
 * <p>Imports {@code schedule} and {@code takeover} and what they stand on. A manifest is issued in the transaction that
 * changes what the screen must do, as its very last step, and goes to the {@code ManifestBoard} when that has committed: so
 * a poll is answered from memory, and what it says is always in the database already.
 */
package io.lunbo.manifest;
