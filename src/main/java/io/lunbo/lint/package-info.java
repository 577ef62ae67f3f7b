/**
 * What a reader of a slogan would stumble over, as advice: every hit names its rule, where that rule is from, its place and,
 * where there is one, a repair. Whether it matters, people decide.
 *
 * <p>A pure function of the text and the words that a unit keeps; imports nothing but Java. The character table and the list
 * of sensitive words are files of the libraries opencc4j and sensitive-word (both Apache-2.0), read as they are.
 */
package io.lunbo.lint;
