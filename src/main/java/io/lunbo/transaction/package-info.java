/**
 * What is done last in a transaction.
 *
 * <p>Imports nothing. Some locks are everybody's: the head of the audit trail, the number of the next manifests. They are taken when all
 * the work is done, and always in the same order.
 */
package io.lunbo.transaction;
