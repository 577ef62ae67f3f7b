/**
 * Who has to sign what: chains of one to four stages for each kind of media and unit, with their checklists, the periods in
 * which one more stage is due (提级审核), and who stands in for whom.
 *
 * <p>Knows nothing of reviews: a review takes a {@code StagePlan} when it begins and keeps it, whatever is changed here.
 */
package io.lunbo.chain;
