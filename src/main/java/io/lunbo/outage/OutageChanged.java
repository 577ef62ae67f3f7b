package io.lunbo.outage;

import java.time.Instant;
import java.util.UUID;

/**
 * Fired in the deed's transaction: what is known of a screen's outages has changed.
 *
 * @param screenId the screen
 * @param from when what changed begins
 * @param until when it ends
 */
public record OutageChanged(UUID screenId, Instant from, Instant until) {}
