package io.lunbo.screen;

import java.util.UUID;

/**
 * Fired in the changing transaction: a screen was registered, or its facts are others now.
 *
 * @param screenId the screen
 */
public record ScreenChanged(UUID screenId) {}
