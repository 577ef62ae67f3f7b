package io.lunbo.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import io.lunbo.media.MediaKind;
import io.lunbo.screen.ScreenKind;
import io.lunbo.takeover.TakeoverKind;
import io.lunbo.web.WireTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What one screen must do, and until when that may be believed (protocol, section 2).
 *
 * @param version grows at every change; 0 before it is issued
 * @param screen whose it is
 * @param issuedAt when it was issued
 * @param validUntil when it must no longer be believed
 * @param pollAfterMs how long to wait between two polls
 * @param days the sheets of today and the days after
 * @param standby the hash of the picture for every gap
 * @param takeover what holds instead of the sheet; null where nothing does
 * @param power when the screen is on
 * @param levels brightness and volume, each from an instant on
 * @param media everything that is named above or in a sheet, by hash
 * @param reviewers the root's words for the keys that signed the reviews (compact JWS)
 */
record Manifest(
        long version,
        Place screen,
        Instant issuedAt,
        Instant validUntil,
        long pollAfterMs,
        List<Day> days,
        String standby,
        Order takeover,
        List<Power> power,
        List<Level> levels,
        Map<String, Item> media,
        List<String> reviewers) {

    /** The screen as its player must know it. */
    record Place(String code, String name, ScreenKind kind, int widthPx, int heightPx, String timeZone) {}

    /** A day and the hash of its sheet. */
    record Day(String date, String sheet, int sheetVersion) {}

    /** A takeover. */
    record Order(UUID id, TakeoverKind kind, String media, Instant from, Instant until, boolean sound) {}

    /** A time in which the screen is on. */
    record Power(String date, Instant onAt, Instant offAt) {}

    /** Brightness and volume in percent from an instant on. */
    record Level(Instant fromAt, int brightness, int volume) {}

    /**
     * A media with the signed decisions of its review, about {@code original} where the file was made from another, and then with the
     * ingest's statement {@code made} (compact JWS) that it was; what does not apply to its kind is left out.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            MediaKind kind,
            String type,
            long bytes,
            Long durationMs,
            Integer widthPx,
            Integer heightPx,
            String title,
            Slogan slogan,
            String original,
            String made,
            List<String> review) {}

    /** A slogan laid out for this screen. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Slogan(List<Page> pages, String mode, int pxPerSecond, String color, Integer glyphPx, String bitmap) {}

    /** A text that stands, or passes once. */
    record Page(String text, long holdMs) {}

    private static final JsonMapper CANONICAL = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .addModule(new SimpleModule().addSerializer(Instant.class, new InstantsOnTheWire()))
            .build();

    /** The same orders with a number and a time. */
    Manifest issued(long newVersion, Instant at, Instant until) {
        return new Manifest(
                newVersion, screen, at, until, pollAfterMs, days, standby, takeover, power, levels, media, reviewers);
    }

    /** The bytes that are signed: keys sorted, no insignificant space. */
    byte[] canonicalJson() {
        try {
            return CANONICAL.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
    }

    private static final class InstantsOnTheWire extends StdScalarSerializer<Instant> {
        private static final long serialVersionUID = 1L;

        InstantsOnTheWire() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(WireTime.format(value));
        }
    }
}
