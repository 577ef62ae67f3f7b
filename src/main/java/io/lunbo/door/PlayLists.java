package io.lunbo.door;

import com.fasterxml.jackson.databind.JsonNode;
import io.lunbo.door.Programme.Stretch;
import io.lunbo.media.MediaKind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The coming plays as M3U and XSPF, in order.
 *
 * <p>Such lists know no wall clock: what runs already is begun where it is now, as far as the player understands that, and the rest
 * follows. Texts that have no picture cannot be shown by these players and are left out.
 */
final class PlayLists {
    private static final String VLC = "http://www.videolan.org/vlc/playlist/0";

    private final String title;
    private final List<Entry> entries;

    private record Entry(String address, String title, Duration length, Duration skip, boolean still) {}

    /** @param base the door's own address, with the slash at its end */
    PlayLists(JsonNode manifest, String base, List<Stretch> programme, Instant now, Instant until) {
        this.title = DoorFile.plain(manifest.at("/screen/name").asText());
        this.entries = entries(manifest, base, programme, now, until);
    }

    private static List<Entry> entries(
            JsonNode manifest, String base, List<Stretch> programme, Instant now, Instant until) {
        List<Entry> entries = new ArrayList<>();
        for (Stretch stretch : programme) {
            if (stretch.picture() != null) {
                Instant from = later(stretch.from(), now);
                Instant end = stretch.until().isAfter(until) ? until : stretch.until();
                entries.add(new Entry(base + stretch.picture(), "", Duration.between(from, end), Duration.ZERO, true));
                continue;
            }
            DoorFile file = DoorFile.of(manifest, stretch.media());
            if (file.kind() != MediaKind.SLOGAN) {
                runs(entries, file, base, stretch, Programme.runOf(manifest, stretch.media()), now, until);
            }
        }
        return entries;
    }

    private static void runs(
            List<Entry> entries,
            DoorFile file,
            String base,
            Stretch stretch,
            Duration run,
            Instant now,
            Instant until) {
        boolean still = file.kind() == MediaKind.IMAGE;
        // A picture that stands again and again simply stands.
        Duration step = stretch.repeats() && !still ? run : stretch.length();
        long over = Math.max(0, Duration.between(stretch.from(), now).dividedBy(step));
        for (Instant at = stretch.from().plus(step.multipliedBy(over));
                at.isBefore(stretch.until()) && at.isBefore(until);
                at = at.plus(step)) {
            Instant end = at.plus(step).isAfter(stretch.until()) ? stretch.until() : at.plus(step);
            if (end.isAfter(now)) {
                Duration skip = Duration.between(at, later(at, now));
                entries.add(new Entry(base + file.path(), file.title(), Duration.between(at, end), skip, still));
            }
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    byte[] m3u() {
        StringBuilder text = new StringBuilder("#EXTM3U\n#PLAYLIST:" + title + "\n");
        for (Entry entry : entries) {
            text.append("#EXTINF:")
                    .append(seconds(entry.length().minus(entry.skip())))
                    .append(',')
                    .append(entry.title())
                    .append('\n');
            if (!entry.skip().isZero() && !entry.still()) {
                text.append("#EXTVLCOPT:start-time=")
                        .append(seconds(entry.skip()))
                        .append('\n');
            }
            if (entry.still()) {
                text.append("#EXTVLCOPT:image-duration=")
                        .append(seconds(entry.length().minus(entry.skip())))
                        .append('\n');
            }
            text.append(entry.address()).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    byte[] xspf() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024);
        try {
            XMLStreamWriter xml =
                    XMLOutputFactory.newFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeStartElement("playlist");
            xml.writeAttribute("version", "1");
            xml.writeDefaultNamespace("http://xspf.org/ns/0/");
            xml.writeNamespace("vlc", VLC);
            element(xml, "title", title);
            xml.writeStartElement("trackList");
            for (Entry entry : entries) {
                track(xml, entry);
            }
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static void track(XMLStreamWriter xml, Entry entry) throws XMLStreamException {
        xml.writeStartElement("track");
        element(xml, "location", entry.address());
        element(xml, "title", entry.title());
        element(xml, "duration", Long.toString(entry.length().toMillis()));
        xml.writeStartElement("extension");
        xml.writeAttribute("application", VLC);
        if (entry.still()) {
            option(xml, "image-duration=" + seconds(entry.length().minus(entry.skip())));
        } else if (!entry.skip().isZero()) {
            option(xml, "start-time=" + seconds(entry.skip()));
        }
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static void option(XMLStreamWriter xml, String option) throws XMLStreamException {
        xml.writeStartElement("vlc", "option", VLC);
        xml.writeCharacters(option);
        xml.writeEndElement();
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%d.%03d", duration.toSeconds(), duration.toMillisPart());
    }
}
