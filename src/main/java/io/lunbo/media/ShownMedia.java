package io.lunbo.media;

import io.lunbo.slogan.SloganLayout;
import java.math.BigDecimal;
import java.util.Locale;

/** A media with its measures as people write them. */
public record ShownMedia(Media media) {
    private static final SloganLayout.Sign STREET_SIGN = new SloganLayout.Sign(false, 384, 16);
    private static final String STREET_SIGN_COLOR = "#ff0000";
    private static final String[] UNITS = {"B", "kB", "MB", "GB"};

    /** Such as 12.3 MB. */
    public String size() {
        double size = media.bytes();
        int unit = 0;
        while (size >= 1000 && unit < UNITS.length - 1) {
            size /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", size, UNITS[unit]);
    }

    /** A film's minutes and seconds. */
    public String length() {
        long seconds = Math.round(media.durationMs() / 1000.0);
        return "%d:%02d".formatted(seconds / 60, seconds % 60);
    }

    /** A film's seconds to the millisecond. */
    public String exactLength() {
        return String.format(Locale.ROOT, "%.3f s", media.durationMs() / 1000.0);
    }

    /** Such as 25 or 29.97. */
    public String frameRate() {
        return BigDecimal.valueOf(media.frameRate()).stripTrailingZeros().toPlainString();
    }

    /** Whether it is a text. */
    public boolean slogan() {
        return media.kind() == MediaKind.SLOGAN;
    }

    /** Whether it is a film. */
    public boolean film() {
        return media.kind() == MediaKind.VIDEO;
    }

    /** The message key of its kind. */
    public String kindKey() {
        return key(media.kind());
    }

    /** As an over-street display of the usual size shows it. */
    public SloganLayout onStreetSign() {
        return media.layout(STREET_SIGN, STREET_SIGN_COLOR);
    }

    /** How long it takes there. */
    public String streetSignSeconds() {
        return BigDecimal.valueOf(onStreetSign().durationMs(), 3)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** The message key of a kind. */
    public static String key(MediaKind kind) {
        return "media_" + kind.name().toLowerCase(Locale.ROOT);
    }
}
