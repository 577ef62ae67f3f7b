/**
 * Photos of walls, taken by people who stood before them. A photo says what a person saw; the service notes beside it what
 * the sheet had at that moment, how far the photographer was from the screen, and how like the photo is to the planned
 * frame: hints, which decide nothing.
 *
 * <p>The bytes that come in are never kept. Faces and plates that are found or drawn are unreadable in what is, camera
 * notes are stored apart in columns, and a photo goes into reports only when a person has said that nobody can be
 * recognised in it. Photos are never changed; an administrator may remove one and leaves a stone with its hash.
 */
package io.lunbo.evidence;
