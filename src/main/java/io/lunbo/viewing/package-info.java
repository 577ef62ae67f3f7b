/**
 * What people watch in place of a film that no browser plays: a copy of the whole film, made once it has come in.
 *
 * <p>Nobody signs the copy: an approval is bound to the bytes of the original, which the page names beside it. Players never
 * get it either; theirs are made of the original, too.
 */
package io.lunbo.viewing;
