/**
 * Signed decisions: each reviewer's own Ed25519 key, sealed under the reviewer's password, certified by a root that can be kept
 * away from every node, and the records that are signed with it.
 *
 * <p>What stops a node that was taken over from inventing reviewers is the root: players pin its public half and believe no
 * key that it has not certified. Where the root's private half lies on the node (the default, so that one command starts
 * everything) the chain protects against a stolen database, not against a stolen node; {@code lunbo.proof.root-public} takes it
 * away from the node, and certificates are then brought by an administrator. Imports the floor only.
 */
package io.lunbo.proof;
