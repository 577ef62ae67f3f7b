package io.lunbo.access;

import java.util.UUID;

/**
 * A player that has proved who it is.
 *
 * @param playerId the player
 * @param screenId the one screen that it plays for
 */
public record PlayerPrincipal(UUID playerId, UUID screenId) {}
