package io.lunbo.schedule;

import io.lunbo.rotation.SpotDemand;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A spot as the plan of one screen's day needs it: approved, with its length on that very screen.
 *
 * @param id the spot
 * @param mediaSha256 what it shows
 * @param title what people call it
 * @param durationMs how long one play lasts there
 * @param demand how often
 * @param group the separation group; may be null
 * @param fixedTimes when it must start besides
 */
record BookedSpot(
        UUID id,
        String mediaSha256,
        String title,
        long durationMs,
        SpotDemand.Demand demand,
        String group,
        Set<Instant> fixedTimes) {}
