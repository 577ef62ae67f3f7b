package io.lunbo.evidence;

import io.lunbo.picture.ExifFacts;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * When and where a photo was taken, each as whoever said it.
 *
 * @param receivedAt by the clock of the service
 * @param cameraAt by the clock of the camera; null where it did not say
 * @param cameraZoned whether the camera said its offset; else its clock is read as the screen's
 * @param shotAt the moment that the photo counts for
 * @param latitude degrees north, as the phone's page said; null where nobody allowed it
 * @param longitude degrees east, as the phone's page said
 * @param accuracyM how sure the phone was, in metres
 * @param cameraLatitude degrees north, as the camera said; null where it did not
 * @param cameraLongitude degrees east, as the camera said
 * @param distanceM to the screen's site, in metres; null where either is not known
 */
@Embeddable
public record Shot(
        @Column(name = "received_at") Instant receivedAt,
        @Column(name = "camera_at") Instant cameraAt,
        @Column(name = "camera_zoned") boolean cameraZoned,
        @Column(name = "shot_at") Instant shotAt,
        Double latitude,
        Double longitude,
        @Column(name = "accuracy_m") Double accuracyM,
        @Column(name = "camera_latitude") Double cameraLatitude,
        @Column(name = "camera_longitude") Double cameraLongitude,
        @Column(name = "distance_m") Double distanceM) {
    /** A camera's clock may be that much fast before it is not believed. */
    private static final Duration FAST = Duration.ofMinutes(2);

    private static final Duration OLDEST = Duration.ofDays(400);
    private static final double EARTH_M = 6_371_008.8;

    /** Degrees north and east, and how sure that is; all may be null. */
    record Place(Double latitude, Double longitude, Double accuracyM) {
        boolean known() {
            return latitude != null && longitude != null;
        }
    }

    static Shot of(ExifFacts exif, ZoneId screenZone, Place phone, Place site, Instant now) {
        Instant camera = exif.takenAt() == null
                ? null
                : exif.takenAt()
                        .atZone(exif.offset() == null ? screenZone : exif.offset())
                        .toInstant();
        boolean believed = camera != null && !camera.isAfter(now.plus(FAST)) && !camera.isBefore(now.minus(OLDEST));
        Instant shot = !believed || camera.isAfter(now) ? now : camera;
        Place place = phone.known() ? phone : new Place(exif.latitude(), exif.longitude(), null);
        return new Shot(
                now,
                camera,
                exif.offset() != null,
                shot.truncatedTo(ChronoUnit.MILLIS),
                phone.latitude(),
                phone.longitude(),
                phone.accuracyM(),
                exif.latitude(),
                exif.longitude(),
                place.known() && site.known() ? distance(place, site) : null);
    }

    /** Along the sphere, in metres. */
    static double distance(Place one, Place other) {
        double north = Math.toRadians(other.latitude() - one.latitude());
        double east = Math.toRadians(other.longitude() - one.longitude());
        double chord = Math.pow(Math.sin(north / 2), 2)
                + Math.cos(Math.toRadians(one.latitude()))
                        * Math.cos(Math.toRadians(other.latitude()))
                        * Math.pow(Math.sin(east / 2), 2);
        return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(chord)));
    }

    /** Whether it counts for the moment that the camera said. */
    public boolean byCamera() {
        return cameraAt != null && (shotAt.equals(cameraAt.truncatedTo(ChronoUnit.MILLIS)));
    }

    /** How much later the service got it than the camera says that it was taken, in seconds; null where it did not say. */
    public Long lagSeconds() {
        return cameraAt == null ? null : Duration.between(cameraAt, receivedAt).toSeconds();
    }

    /** Where the distance was measured from. */
    public boolean byPhone() {
        return latitude != null;
    }

    /** The distance in whole metres; null where it is not known. */
    public Long metres() {
        return distanceM == null ? null : Math.round(distanceM);
    }

    /** How sure the phone was, in whole metres; null where it did not say. */
    public Long sureMetres() {
        return accuracyM == null ? null : Math.round(accuracyM);
    }

    /** The camera's moment in UTC, for a file. */
    public String cameraUtc() {
        return cameraAt == null ? "" : cameraAt.atOffset(ZoneOffset.UTC).toString();
    }
}
