package io.lunbo.takeover;

import java.util.Set;
import java.util.UUID;

/**
 * Fired in the deed's transaction: a takeover of these screens began or ended.
 *
 * @param screenIds the screens
 */
public record TakeoverChanged(Set<UUID> screenIds) {}
