package io.lunbo.rules;

import io.lunbo.daypart.LocalDayTimeline;
import io.lunbo.daypart.LocalDayTimeline.Stretch;
import java.util.List;
import java.util.UUID;

/**
 * What a screen shows on a day, in the words of the judgement.
 *
 * @param day the day in the screen's zone
 * @param items what is shown
 * @param shown when, in any order; or when it may be shown
 * @param loud when the screen gives sound at all; empty: it is mute
 * @param fromMs what began earlier is over and is not judged any more
 */
public record JudgedDay(LocalDayTimeline day, List<Item> items, List<Shown> shown, List<Stretch> loud, long fromMs) {
    /**
     * Something that is shown.
     *
     * @param spot the booking
     * @param campaign the campaign's id; null where the booking is gone
     * @param title what people call it
     * @param moving whether its picture moves
     * @param sounding whether it has sound
     * @param stillMs how long its picture, or the shortest of its pages, stands; null where it moves
     * @param publicBenefit whether it counts for the public benefit
     */
    public record Item(
            UUID spot,
            UUID campaign,
            String title,
            boolean moving,
            boolean sounding,
            Long stillMs,
            boolean publicBenefit) {}

    /** One item from when until when, in elapsed milliseconds of the day. */
    public record Shown(int item, long fromMs, long untilMs) {}
}
