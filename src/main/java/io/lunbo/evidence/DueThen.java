package io.lunbo.evidence;

import io.lunbo.reconcile.Cause;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * What the sheet had when a photo was taken, and how like the photo is to it.
 *
 * @param media SHA-256 of what was due; null where nothing was
 * @param spot the booking
 * @param campaign its campaign; null where it is booked no more
 * @param at when that play began
 * @param date of it, where the screen stands
 * @param hour of it, elapsed since midnight
 * @param absence why the sheet did not count then; null where it did
 * @param likeness of the photo to it, 0 to 1; null where it cannot be compared
 * @param otherMedia the likest of the items around; null where none can be compared
 * @param otherLikeness how like
 */
@Embeddable
public record DueThen(
        @Column(name = "due_media_sha256") String media,
        @Column(name = "due_spot_id") UUID spot,
        @Column(name = "due_campaign_id") UUID campaign,
        @Column(name = "due_at") Instant at,
        @Column(name = "due_date") LocalDate date,
        @Column(name = "due_hour") Integer hour,
        @Enumerated(EnumType.STRING) Cause absence,
        Double likeness,
        @Column(name = "other_media_sha256") String otherMedia,
        @Column(name = "other_likeness") Double otherLikeness) {
    private static final double NOTICEABLE = 0.1;

    /** Nothing was due. */
    static DueThen nothing(Cause absence) {
        return new DueThen(null, null, null, null, null, null, absence, null, null, null);
    }

    DueThen alike(Double toIt, String other, Double toOther) {
        return new DueThen(media, spot, campaign, at, date, hour, absence, toIt, other, toOther);
    }

    /** Whether it looks more like something else. */
    public boolean likerOther() {
        return otherLikeness != null && otherLikeness - (likeness == null ? 0 : likeness) > NOTICEABLE;
    }

    /** The likeness to what was due in percent; null where it was not compared. */
    public Long percent() {
        return likeness == null ? null : Math.round(likeness * 100);
    }

    /** The likeness to the likest other item in percent; null where none was compared. */
    public Long otherPercent() {
        return otherLikeness == null ? null : Math.round(otherLikeness * 100);
    }
}
