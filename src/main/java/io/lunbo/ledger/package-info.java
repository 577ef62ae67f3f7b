/**
 * The audit trail's chain by itself: its lines, how they are hashed, and how it is followed wherever it lies, in a database
 * or in an exported file.
 *
 * <p>Imports nothing of Lunbo and needs none of it running: the command that verifies the chain stands beside the service.
 */
package io.lunbo.ledger;
