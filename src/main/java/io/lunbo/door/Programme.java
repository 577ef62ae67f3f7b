package io.lunbo.door;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lunbo.dayplan.SheetContent;
import io.lunbo.dayplan.SheetContent.PlannedPlay;
import io.lunbo.manifest.ManifestBoard.Posted;
import io.lunbo.schedule.Sheet;
import io.lunbo.schedule.SheetRepository;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Reads from an issued manifest and its sheets what the screen shows, moment by moment, without a gap. */
@Singleton
class Programme {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long STILL_MS = 15_000;

    private final SheetRepository sheets;
    private final Cache<String, SheetContent> contents =
            Caffeine.newBuilder().maximumSize(64).build();

    /** What is seen. */
    enum Sight {
        PLAY,
        STANDBY,
        NOTICE,
        BLACK
    }

    /**
     * A stretch of time in which one thing is seen.
     *
     * @param from when it begins
     * @param until when it ends
     * @param sight what is seen
     * @param media the SHA-256; null where it is black, or a warning
     * @param spot the booking of a planned play, else null
     * @param takeover the order that it is shown for, else null
     * @param repeats whether it begins again and again until the end
     * @param sound whether it may be heard
     */
    record Stretch(
            Instant from,
            Instant until,
            Sight sight,
            String media,
            UUID spot,
            UUID takeover,
            boolean repeats,
            boolean sound) {
        Duration length() {
            return Duration.between(from, until);
        }

        /** The path of the picture that is seen where there is no media; else null. */
        String picture() {
            return switch (sight) {
                case BLACK -> "black.png";
                case NOTICE -> "notices/" + takeover + ".png";
                case PLAY, STANDBY -> null;
            };
        }

        private Stretch cut(Instant newFrom, Instant newUntil) {
            return new Stretch(newFrom, newUntil, sight, media, spot, takeover, repeats, sound);
        }
    }

    Programme(SheetRepository sheets) {
        this.sheets = sheets;
    }

    /** The manifest that players get, unpacked. */
    static JsonNode manifest(Posted posted) {
        try {
            JsonNode jws = JSON.readTree(posted.body().getBytes());
            return JSON.readTree(
                    Base64.getUrlDecoder().decode(jws.get("payload").textValue()));
        } catch (IOException e) {
            throw new UncheckedIOException("a stored manifest cannot be read", e);
        }
    }

    /** Everything from the first to the last instant, in order and without a gap; what begins earlier or ends later is whole. */
    @Transactional
    List<Stretch> between(JsonNode manifest, Instant from, Instant until) {
        List<Stretch> line = planned(manifest, from, until);
        for (Stretch dark : off(manifest, from, until)) {
            line = over(line, dark);
        }
        for (JsonNode order : orders(manifest)) {
            Optional<Stretch> above = takeover(manifest, order, from, until);
            line = above.isPresent() ? over(line, above.get()) : line;
        }
        return line.stream()
                .filter(one -> one.until().isAfter(from) && one.from().isBefore(until))
                .toList();
    }

    /** The warning of that order, where it still holds or will. */
    static Optional<JsonNode> notice(JsonNode manifest, String order) {
        return orders(manifest).stream()
                .filter(one -> order.equals(one.path("id").textValue()))
                .map(one -> one.path("notice"))
                .filter(JsonNode::isObject)
                .findFirst();
    }

    /** The orders that hold or will, the one that goes before all others last. */
    private static List<JsonNode> orders(JsonNode manifest) {
        List<JsonNode> orders = new ArrayList<>();
        manifest.path("takeovers").forEach(order -> orders.add(0, order));
        if (orders.isEmpty() && manifest.path("takeover").isObject()) {
            orders.add(manifest.get("takeover"));
        }
        return orders;
    }

    private List<Stretch> planned(JsonNode manifest, Instant from, Instant until) {
        String standby = manifest.path("standby").textValue();
        List<Stretch> plays = new ArrayList<>();
        for (JsonNode day : manifest.path("days")) {
            plays.addAll(plays(day.get("sheet").textValue(), from, until));
        }
        plays.sort(Comparator.comparing(Stretch::from));
        List<Stretch> line = new ArrayList<>();
        Instant end = from;
        for (Stretch play : plays) {
            if (play.from().isAfter(end)) {
                line.add(standby(end, play.from(), standby));
            }
            line.add(play);
            end = play.until();
        }
        if (end.isBefore(until)) {
            line.add(standby(end, until, standby));
        }
        return line;
    }

    private List<Stretch> plays(String sheet, Instant from, Instant until) {
        SheetContent content = contents.get(
                sheet,
                hash -> sheets.publishedBySha256(hash)
                        .map(Sheet::gzipBody)
                        .map(SheetContent::read)
                        .orElse(null));
        List<Stretch> plays = new ArrayList<>();
        if (content == null) {
            return plays; // withdrawn a moment ago: the next manifest names another one
        }
        for (PlannedPlay play : content.plays()) {
            Instant begins = content.startOf(play);
            Instant ends = begins.plusMillis(play.durationMs());
            if (begins.isBefore(until) && ends.isAfter(from)) {
                plays.add(new Stretch(
                        begins,
                        ends,
                        Sight.PLAY,
                        content.media().get(play.media()),
                        play.spot() < content.spots().size() ? content.spots().get(play.spot()) : null,
                        null,
                        false,
                        true));
            }
        }
        return plays;
    }

    /** On days that have switching times, everything beside them. */
    private static List<Stretch> off(JsonNode manifest, Instant from, Instant until) {
        ZoneId zone = ZoneId.of(manifest.at("/screen/timeZone").textValue());
        List<Stretch> dark = new ArrayList<>();
        LocalDate last = LocalDate.ofInstant(until, zone);
        for (LocalDate date = LocalDate.ofInstant(from, zone); !date.isAfter(last); date = date.plusDays(1)) {
            Instant begins = date.atStartOfDay(zone).toInstant();
            Instant ends = date.plusDays(1).atStartOfDay(zone).toInstant();
            if (hasTimes(manifest, date)) {
                List<Stretch> left = List.of(black(begins, ends));
                for (JsonNode power : manifest.path("power")) {
                    left = without(left, instant(power, "onAt"), instant(power, "offAt"));
                }
                dark.addAll(left);
            }
        }
        return dark;
    }

    private static boolean hasTimes(JsonNode manifest, LocalDate date) {
        for (JsonNode power : manifest.path("power")) {
            if (date.toString().equals(power.path("date").textValue())) {
                return true;
            }
        }
        return false;
    }

    /** An order that has nothing to show here leaves the sheet where it is. */
    private static Optional<Stretch> takeover(JsonNode manifest, JsonNode order, Instant from, Instant until) {
        Instant begins = Optional.ofNullable(instant(order, "from")).orElse(from);
        Instant ends = Optional.ofNullable(instant(order, "until")).orElse(until);
        if (!begins.isBefore(until) || !ends.isAfter(from) || !begins.isBefore(ends)) {
            return Optional.empty();
        }
        Instant last = ends.isAfter(until) ? until : ends;
        String media = order.path("media").textValue();
        boolean readable = !"TEXT_SIGN".equals(manifest.at("/screen/kind").asText()); // not with so few dots
        return switch (order.path("kind").asText()) {
            case "BLACKOUT" -> Optional.of(black(begins, last));
            case "INSERT" ->
                Optional.ofNullable(media)
                        .filter(sha256 -> manifest.path("media").has(sha256))
                        .map(sha256 -> ordered(order, begins, last, Sight.PLAY, sha256));
            case "NOTICE" ->
                Optional.of(ordered(order, begins, last, Sight.NOTICE, null)).filter(one -> readable);
            default -> Optional.empty();
        };
    }

    private static Stretch ordered(JsonNode order, Instant from, Instant until, Sight sight, String media) {
        UUID id = UUID.fromString(order.path("id").textValue());
        return new Stretch(
                from, until, sight, media, null, id, true, order.path("sound").asBoolean());
    }

    /** The line with one stretch in its place. */
    private static List<Stretch> over(List<Stretch> line, Stretch above) {
        return Stream.concat(without(line, above.from(), above.until()).stream(), Stream.of(above))
                .sorted(Comparator.comparing(Stretch::from))
                .toList();
    }

    private static List<Stretch> without(List<Stretch> line, Instant from, Instant until) {
        List<Stretch> result = new ArrayList<>();
        for (Stretch one : line) {
            if (from == null
                    || until == null
                    || !one.until().isAfter(from)
                    || !one.from().isBefore(until)) {
                result.add(one);
                continue;
            }
            if (one.from().isBefore(from)) {
                result.add(one.cut(one.from(), from));
            }
            if (one.until().isAfter(until)) {
                result.add(one.cut(until, one.until()));
            }
        }
        return result;
    }

    /** How long one run of a media lasts; a still picture that says nothing stands for fifteen seconds. */
    static Duration runOf(JsonNode manifest, String media) {
        return Duration.ofMillis(
                manifest.path("media").path(media).path("durationMs").asLong(STILL_MS));
    }

    private static Stretch standby(Instant from, Instant until, String media) {
        return media == null
                ? black(from, until)
                : new Stretch(from, until, Sight.STANDBY, media, null, null, true, false);
    }

    private static Stretch black(Instant from, Instant until) {
        return new Stretch(from, until, Sight.BLACK, null, null, null, true, false);
    }

    private static Instant instant(JsonNode node, String field) {
        String text = node.path(field).textValue();
        return text == null ? null : Instant.parse(text);
    }
}
