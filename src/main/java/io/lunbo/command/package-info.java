/**
 * What a player is asked to do once: load again, show its name, send a picture or its log. Commands travel inside the signed manifest and
 * are answered in heartbeats.
 *
 * <p>Imports {@code player} and the floor; manifests name the open ones.
 */
package io.lunbo.command;
