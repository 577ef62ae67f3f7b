/**
 * Keeps single plays for as long as the law asks and longer, and not in the table of plays: what is older than
 * {@code lunbo.play-archive.keep-months} goes, a screen and a month at a time, into compressed files with an index.
 *
 * <p>Imports {@code screen} and the floor. A row is deleted only after its file was read back and found to hold as
 * many plays as the table; counts are never touched, so every report stays what it was. Who looks at an archived day reads its
 * file; who wants to search in it puts it back for some days.
 */
package io.lunbo.playarchive;
