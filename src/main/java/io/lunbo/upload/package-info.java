/**
 * Files on their way in, over any line: tus 1.0 with creation, termination, checksum and expiration.
 *
 * <p>What was flushed to the disk is never lost and never asked for again, whatever is cut or killed. A whole file is looked
 * at by the crew ({@code work}), through the same intake as everything that comes in.
 */
package io.lunbo.upload;
