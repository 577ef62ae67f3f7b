/**
 * What people are shown of a film before they sign for it: ten pictures, its sound, how loud it is; and whether the same
 * film is there already, in another container or under another name.
 */
package io.lunbo.portrait;
