package io.lunbo.rules;

import io.lunbo.rules.JudgedDay.Item;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A rule that is not kept on a day.
 *
 * @param rule which
 * @param item by what; null where it is not one item that breaks it
 * @param campaigns the campaigns that break it
 * @param times how many showings break it, or in how many windows a share is not reached
 * @param first when for the first time: the instant that is not allowed, or the beginning of the window
 * @param measured the least share in percent, rounded down, or the seconds of standing; null where nothing is measured
 */
public record Finding(Rule rule, Item item, Set<UUID> campaigns, int times, Instant first, BigDecimal measured) {}
