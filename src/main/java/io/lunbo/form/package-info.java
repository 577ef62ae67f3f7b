/**
 * The printed form of a review (播出审核表) and the page on which anybody can check it.
 *
 * <p>Imports {@code review}.
 */
package io.lunbo.form;
