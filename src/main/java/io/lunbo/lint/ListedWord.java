package io.lunbo.lint;

/**
 * A word of a unit's own list.
 *
 * @param word the word; case and width do not matter
 * @param forbidden whether it must not be used, rather than be looked at
 * @param reason who says so, or why
 */
public record ListedWord(String word, boolean forbidden, String reason) {}
