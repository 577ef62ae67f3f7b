package io.lunbo.takeover;

import java.util.Set;
import java.util.UUID;

/**
 * Fired in the deed's transaction: a takeover of these screens began or ended.
 *
 * @param screenIds the screens
 * @param ofMedia whether it shows a reviewed media: then a screen's other orders and sheets are not all that has to be looked up
 */
public record TakeoverChanged(Set<UUID> screenIds, boolean ofMedia) {}
