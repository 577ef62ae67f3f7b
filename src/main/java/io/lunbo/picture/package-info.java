/**
 * Photos as numbers: what comes in is decoded within limits, turned upright, and written anew without anything but its
 * pixels; what camera and phone wrote beside them is read apart. Faces and number plates are looked for and made
 * unreadable, and a photo is compared with what a screen should have shown.
 *
 * <p>Knows no screens and no database. The cascades are those of OpenCV, read and run here: a library of 60 MB with code
 * for one processor would do the same.
 */
package io.lunbo.picture;
