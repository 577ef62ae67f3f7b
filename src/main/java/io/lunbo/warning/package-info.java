/** Warnings as pictures, for players that show nothing but files. */
package io.lunbo.warning;
