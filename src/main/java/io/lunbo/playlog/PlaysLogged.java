package io.lunbo.playlog;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * Fired after the commit that stored new plays; observers must be quick, the player is waiting.
 *
 * @param screenId the screen that showed them
 * @param hours the hours (UTC) in which they started
 */
public record PlaysLogged(UUID screenId, Set<Instant> hours) {}
