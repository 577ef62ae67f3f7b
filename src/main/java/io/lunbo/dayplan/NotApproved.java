package io.lunbo.dayplan;

import io.lunbo.catalog.Hindrance;

/**
 * A booked spot that may not be shown.
 *
 * @param title the media's title
 * @param campaign the campaign that booked it
 * @param hindrance why it may not be used, whatever was signed; null where an approval is missing
 */
public record NotApproved(String title, String campaign, Hindrance hindrance) {
    /** The key of the reason. */
    public String key() {
        return hindrance == null ? "schedule_no_approval" : hindrance.key();
    }
}
