/** Texts as QR codes that need no other host to be drawn. */
package io.lunbo.qr;
