/**
 * Work that takes longer than a request: ordered in the database, done once, whatever dies meanwhile.
 *
 * <p>An order is a row. Whoever claims it holds it for a short time and says again and again that they still do; a claim
 * that falls silent is free for the next. The result is written in the transaction that ends the claim, so work that was
 * done twice counts once. What the work is, its owner says ({@link io.lunbo.work.Work}).
 */
package io.lunbo.work;
