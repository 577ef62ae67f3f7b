/**
 * What a screen can show: films, pictures and slogans, checked before anybody signs them and kept by their hash.
 *
 * <p>Imports the floor only. The film tools live here because nothing else may look into a file: they run as child
 * processes that get argument arrays, little memory and little time, never a shell text and never the network.
 *
 * <p>The one decision worth knowing: a file that was sent to us is not believed. Its first bytes choose the only
 * demuxer that may read it, its declared sizes are checked before anything is decoded, and it is a medium only once
 * every frame of it has been decoded without a fault.
 */
package io.lunbo.media;
