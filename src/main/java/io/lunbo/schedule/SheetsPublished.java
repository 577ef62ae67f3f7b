package io.lunbo.schedule;

import java.util.Set;
import java.util.UUID;

/**
 * Fired in the publishing transaction: what these screens must do has changed.
 *
 * @param screenIds the screens
 */
public record SheetsPublished(Set<UUID> screenIds) {}
