/**
 * The desk at which slogans are written: one with its dots beside it, or hundreds from a list, each line with its verdict.
 *
 * <p>Imports {@code media}, which keeps slogans, {@code screen} for the signs they are shown on, and {@code occasion}.
 * Judging changes nothing; what is saved is judged again, since the library may have changed meanwhile.
 */
package io.lunbo.slogandesk;
