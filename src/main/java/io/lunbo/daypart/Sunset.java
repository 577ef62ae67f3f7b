package io.lunbo.daypart;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * When the sun sets, by the equations that NOAA publishes: good to about a minute between 72 degrees south and north. The horizon is
 * level and the air as usual (zenith 90.833 degrees).
 *
 * @param latitude degrees north
 * @param longitude degrees east
 */
public record Sunset(double latitude, double longitude) {
    private static final double ZENITH = 90.833;
    private static final double J2000_DAY = 10_957.5; // noon of 1 January 2000 in days since 1970
    private static final double MINUTES_PER_DAY = 1440;

    public Sunset {
        if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) {
            throw new IllegalArgumentException("No place on earth: " + latitude + ", " + longitude);
        }
    }

    /** The sunset of that date of the place's own solar day; none where the sun does not set or does not rise. */
    public Optional<Instant> on(LocalDate date) {
        // Reckoned for local noon first, then for the sunset that this gives.
        double minutes = MINUTES_PER_DAY / 2 - 4 * longitude;
        for (int round = 0; round < 3; round++) {
            Sun sun = Sun.at(date.toEpochDay() + minutes / MINUTES_PER_DAY);
            double cosine = Math.cos(rad(ZENITH)) / (Math.cos(rad(latitude)) * Math.cos(sun.declination()))
                    - Math.tan(rad(latitude)) * Math.tan(sun.declination());
            if (!(Math.abs(cosine) <= 1)) {
                return Optional.empty();
            }
            double hourAngle = Math.toDegrees(Math.acos(cosine));
            minutes = MINUTES_PER_DAY / 2 - 4 * longitude - sun.equationOfTimeMinutes() + 4 * hourAngle;
        }
        return Optional.of(date.atStartOfDay().toInstant(ZoneOffset.UTC).plusSeconds(Math.round(minutes * 60)));
    }

    private record Sun(double declination, double equationOfTimeMinutes) {
        static Sun at(double daysSince1970) {
            double t = (daysSince1970 - J2000_DAY) / 36_525;
            double meanLongitude = rad((280.46646 + t * (36_000.76983 + t * 0.0003032)) % 360);
            double anomaly = rad(357.52911 + t * (35_999.05029 - 0.0001537 * t));
            double eccentricity = 0.016708634 - t * (0.000042037 + 0.0000001267 * t);
            double center = Math.sin(anomaly) * (1.914602 - t * (0.004817 + 0.000014 * t))
                    + Math.sin(2 * anomaly) * (0.019993 - 0.000101 * t)
                    + Math.sin(3 * anomaly) * 0.000289;
            double node = rad(125.04 - 1934.136 * t);
            double apparent = meanLongitude + rad(center - 0.00569 - 0.00478 * Math.sin(node));
            double obliquity = rad(23.439291 - 0.0130042 * t + 0.00256 * Math.cos(node));
            double y = Math.pow(Math.tan(obliquity / 2), 2);
            double equation = y * Math.sin(2 * meanLongitude)
                    - 2 * eccentricity * Math.sin(anomaly)
                    + 4 * eccentricity * y * Math.sin(anomaly) * Math.cos(2 * meanLongitude)
                    - 0.5 * y * y * Math.sin(4 * meanLongitude)
                    - 1.25 * eccentricity * eccentricity * Math.sin(2 * anomaly);
            return new Sun(Math.asin(Math.sin(obliquity) * Math.sin(apparent)), 4 * Math.toDegrees(equation));
        }
    }

    private static double rad(double degrees) {
        return Math.toRadians(degrees);
    }
}
