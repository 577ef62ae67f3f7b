package io.lunbo.dayplan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lunbo.web.WireTime;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What a sheet says, play by play, as players read it (protocol, section 2).
 *
 * @param screen the screen's code
 * @param date the day in {@code timeZone}
 * @param timeZone the screen's zone
 * @param from the local midnight that begins the day: what every start counts from
 * @param until the local midnight that ends it
 * @param media the SHA-256 of each media, in order of first appearance
 * @param spots the id of each spot, in order of first appearance
 * @param plays in order of time
 */
public record SheetContent(
        String screen,
        LocalDate date,
        ZoneId timeZone,
        Instant from,
        Instant until,
        List<String> media,
        List<UUID> spots,
        List<PlannedPlay> plays) {

    /**
     * One play.
     *
     * @param startMs elapsed milliseconds from the local midnight that begins the day
     * @param media index into {@link SheetContent#media}
     * @param spot index into {@link SheetContent#spots}
     * @param durationMs how long it is shown
     */
    public record PlannedPlay(int startMs, int media, int spot, int durationMs) {}

    private static final JsonFactory JSON = new JsonFactory();
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** When a play begins. */
    public Instant startOf(PlannedPlay play) {
        return from.plusMillis(play.startMs());
    }

    /** The same plays under other names of their media. */
    public SheetContent naming(Function<PlannedPlay, String> nameOf) {
        Map<String, Integer> names = new LinkedHashMap<>();
        List<PlannedPlay> renamed = new ArrayList<>(plays.size());
        for (PlannedPlay play : plays) {
            int index = names.computeIfAbsent(nameOf.apply(play), name -> names.size());
            renamed.add(new PlannedPlay(play.startMs, index, play.spot, play.durationMs));
        }
        return new SheetContent(screen, date, timeZone, from, until, List.copyOf(names.keySet()), spots, renamed);
    }

    /** The same day with these plays only; media and spots stand again in the order of their first appearance. */
    public SheetContent with(List<PlannedPlay> kept) {
        Map<Integer, Integer> mediaAt = new LinkedHashMap<>();
        Map<Integer, Integer> spotAt = new LinkedHashMap<>();
        List<PlannedPlay> renumbered = new ArrayList<>(kept.size());
        for (PlannedPlay play : kept) {
            int mediaIndex = mediaAt.computeIfAbsent(play.media(), old -> mediaAt.size());
            int spotIndex = spotAt.computeIfAbsent(play.spot(), old -> spotAt.size());
            renumbered.add(new PlannedPlay(play.startMs(), mediaIndex, spotIndex, play.durationMs()));
        }
        return new SheetContent(
                screen,
                date,
                timeZone,
                from,
                until,
                mediaAt.keySet().stream().map(media::get).toList(),
                spotAt.keySet().stream().map(spots::get).toList(),
                renumbered);
    }

    /** The canonical JSON in UTF-8: keys sorted, no insignificant space; the same content is the same bytes. */
    public byte[] canonicalJson() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128 * 1024);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("date", date.toString());
            json.writeStringField("from", WireTime.format(from));
            writeStrings(json, "media", media);
            writePlays(json);
            json.writeStringField("screen", screen);
            writeStrings(json, "spots", spots.stream().map(UUID::toString).toList());
            json.writeStringField("timeZone", timeZone.getId());
            json.writeStringField("until", WireTime.format(until));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return bytes.toByteArray();
    }

    private static void writeStrings(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private void writePlays(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("plays");
        for (PlannedPlay play : plays) {
            json.writeArray(new int[] {play.startMs, play.media, play.spot, play.durationMs}, 0, 4);
        }
        json.writeEndArray();
    }

    /** The name of these canonical bytes. */
    public static String sha256(byte[] canonicalJson) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonicalJson));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Compresses for storage and delivery. */
    public static byte[] gzip(byte[] canonicalJson) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(canonicalJson);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return bytes.toByteArray();
    }

    /** Reads a stored sheet. */
    public static SheetContent read(byte[] gzipJson) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzipJson))) {
            JsonNode json = MAPPER.readTree(in);
            List<PlannedPlay> plays = new ArrayList<>();
            for (JsonNode play : json.get("plays")) {
                plays.add(new PlannedPlay(
                        play.get(0).intValue(),
                        play.get(1).intValue(),
                        play.get(2).intValue(),
                        play.get(3).intValue()));
            }
            List<String> media = new ArrayList<>();
            json.get("media").forEach(hash -> media.add(hash.textValue()));
            List<UUID> spots = new ArrayList<>();
            json.get("spots").forEach(spot -> spots.add(UUID.fromString(spot.textValue())));
            return new SheetContent(
                    json.get("screen").textValue(),
                    LocalDate.parse(json.get("date").textValue()),
                    ZoneId.of(json.get("timeZone").textValue()),
                    Instant.parse(json.get("from").textValue()),
                    Instant.parse(json.get("until").textValue()),
                    List.copyOf(media),
                    List.copyOf(spots),
                    List.copyOf(plays));
        } catch (IOException e) {
            throw new UncheckedIOException("a stored sheet cannot be read", e);
        }
    }
}
