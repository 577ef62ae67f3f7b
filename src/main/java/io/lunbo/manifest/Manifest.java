package io.lunbo.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import io.lunbo.command.CommandKind;
import io.lunbo.media.MediaKind;
import io.lunbo.screen.ScreenKind;
import io.lunbo.takeover.TakeoverKind;
import io.lunbo.web.WireTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

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
 * @param takeover what holds instead of the sheet, or will first; null where nothing does
 * @param takeovers where several hold or will: all of them, the one that goes before the others first; {@code takeover} is one of them
 * @param drill what the player only confirms; missing where there is nothing to confirm
 * @param commands what the player is asked to do once; missing where there is nothing
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
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Order> takeovers,
        @JsonInclude(JsonInclude.Include.NON_NULL) Drill drill,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Command> commands,
        List<Power> power,
        List<Level> levels,
        Map<String, Item> media,
        List<String> reviewers) {

    /** What is left out where it is empty comes back as null. */
    Manifest {
        takeovers = takeovers == null ? List.of() : takeovers;
        commands = commands == null ? List.of() : commands;
    }

    /** The screen as its player must know it. */
    record Place(String code, String name, ScreenKind kind, int widthPx, int heightPx, String timeZone) {}

    /** A day and the hash of its sheet. */
    record Day(String date, String sheet, int sheetVersion) {}

    /** A takeover. */
    record Order(
            UUID id,
            TakeoverKind kind,
            String media,
            Instant from,
            Instant until,
            boolean sound,
            @JsonInclude(JsonInclude.Include.NON_NULL) Notice notice) {}

    /** An order that is only tried: the player says that it has it and changes nothing. */
    record Drill(UUID id, TakeoverKind kind, Instant from, Instant until) {}

    /**
     * The text of a warning. It has no review; what it says, and who ordered it, is the word of this manifest's key alone.
     *
     * @param title the largest line
     * @param alert its colour, {@code BLUE} to {@code RED}
     * @param issuing who stands behind it, {@code DISTRICT} to {@code NATIONAL}
     * @param fields what the law asks for, in its order
     * @param sha256 of the text: the title and then {@code label：text} of each field, joined by line ends, in UTF-8; its name in play logs
     * @param durationMs how long one showing counts
     * @param slogan the same text for a sign's dots; missing on walls
     * @param orderedBy the name of the person
     */
    record Notice(
            String title,
            String alert,
            String issuing,
            List<Field> fields,
            String sha256,
            long durationMs,
            @JsonInclude(JsonInclude.Include.NON_NULL) Slogan slogan,
            String orderedBy,
            Instant orderedAt) {}

    /** One of the things that a warning must say. */
    record Field(String name, String label, String text) {}

    /** Something to do once, until it is too late. */
    record Command(UUID id, CommandKind kind, Instant at, Instant until) {}

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
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, new InstantsOnTheWire())
                    .addDeserializer(Instant.class, new InstantsFromTheWire()))
            .build();

    /** The same orders with a number and a time. */
    Manifest issued(long newVersion, Instant at, Instant until) {
        return new Manifest(
                newVersion,
                screen,
                at,
                until,
                pollAfterMs,
                days,
                standby,
                takeover,
                takeovers,
                drill,
                commands,
                power,
                levels,
                media,
                reviewers);
    }

    /** The same but for what goes before the sheets. */
    Manifest ordered(Order first, List<Order> all, Drill tried) {
        return new Manifest(
                version,
                screen,
                issuedAt,
                validUntil,
                pollAfterMs,
                days,
                standby,
                first,
                all,
                tried,
                commands,
                power,
                levels,
                media,
                reviewers);
    }

    /** Whether it names media for its orders: then what it may show is not known from itself alone. */
    boolean inserts() {
        return Stream.concat(Stream.ofNullable(takeover), takeovers.stream())
                .anyMatch(order -> order.kind() == TakeoverKind.INSERT);
    }

    /** What was signed, read back. */
    static Manifest read(byte[] payload) throws IOException {
        return CANONICAL.readValue(payload, Manifest.class);
    }

    /** The ids of everything that it orders. */
    Set<UUID> orders() {
        Set<UUID> ids = new TreeSet<>();
        Stream.concat(Stream.ofNullable(takeover), takeovers.stream()).forEach(order -> ids.add(order.id()));
        Stream.ofNullable(drill).forEach(tried -> ids.add(tried.id()));
        return ids;
    }

    /** The bytes that are signed: keys sorted, no insignificant space. */
    byte[] canonicalJson() {
        try {
            return CANONICAL.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
    }

    private static final class InstantsFromTheWire extends StdScalarDeserializer<Instant> {
        private static final long serialVersionUID = 1L;

        InstantsFromTheWire() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return Instant.parse(json.getText());
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
