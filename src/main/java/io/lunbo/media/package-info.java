/**
 * What screens can show: films, pictures and slogans, content-addressed; their intake, their files, the film tools.
 *
 * <p>Imports the floor only. Nothing in here knows whether a media may be shown: that is {@code review}.
 */
package io.lunbo.media;
