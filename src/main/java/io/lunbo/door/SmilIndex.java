package io.lunbo.door;

import com.fasterxml.jackson.databind.JsonNode;
import io.lunbo.door.Programme.Sight;
import io.lunbo.door.Programme.Stretch;
import io.lunbo.media.MediaKind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The programme as A-SMIL: each stretch between two instants of the wall clock, what is needed first fetched first, and where logs
 * go to.
 */
final class SmilIndex {
    private static final DateTimeFormatter WALL_CLOCK = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx");
    private static final List<String> REPORTS =
            List.of("PlaylogCollection", "EventlogCollection", "SystemReport", "InventoryReport");
    private static final String REPORT_EVERY_SECONDS = "300";

    private final JsonNode manifest;
    private final String base;
    private final ZoneId zone;

    /** @param base the door's own address, with the slash at its end */
    SmilIndex(JsonNode manifest, String base) {
        this.manifest = manifest;
        this.base = base;
        this.zone = ZoneId.of(manifest.at("/screen/timeZone").textValue());
    }

    byte[] write(List<Stretch> programme) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256 * 1024);
        try {
            XMLStreamWriter xml =
                    XMLOutputFactory.newFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeStartElement("smil");
            xml.writeDefaultNamespace("http://www.w3.org/ns/SMIL");
            head(xml);
            xml.writeStartElement("body");
            xml.writeStartElement("par");
            prefetch(xml, programme);
            for (Stretch stretch : programme) {
                item(xml, stretch);
            }
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private void head(XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("head");
        empty(
                xml,
                "meta",
                "http-equiv",
                "Refresh",
                "content",
                Long.toString(Math.max(1, manifest.path("pollAfterMs").asLong(15_000) / 1000)));
        empty(
                xml,
                "meta",
                "name",
                "title",
                "content",
                DoorFile.plain(manifest.at("/screen/name").asText()));
        xml.writeStartElement("layout");
        String width = manifest.at("/screen/widthPx").asText();
        String height = manifest.at("/screen/heightPx").asText();
        empty(xml, "root-layout", "width", width, "height", height, "backgroundColor", "#000000");
        empty(xml, "region", "left", "0", "top", "0", "width", width, "height", height);
        xml.writeAttribute("xml", XMLConstants.XML_NS_URI, "id", "all");
        xml.writeEndElement();
        subscriptions(xml);
        xml.writeEndElement();
    }

    private void subscriptions(XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("metadata");
        xml.writeStartElement("x-server");
        xml.writeDefaultNamespace("http://schemas.adfotain.org/adapi-1.0");
        xml.writeStartElement("subscriptionList");
        for (String report : REPORTS) {
            xml.writeStartElement("subscription");
            text(xml, "type", report);
            text(xml, "action", base + "logs");
            text(xml, "method", "put");
            text(xml, "refreshInterval", REPORT_EVERY_SECONDS);
            text(xml, "retryInterval", REPORT_EVERY_SECONDS);
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private void prefetch(XMLStreamWriter xml, List<Stretch> programme) throws XMLStreamException {
        Set<String> paths = new LinkedHashSet<>();
        for (Stretch stretch : programme) {
            if (stretch.picture() != null) {
                paths.add(stretch.picture());
            } else {
                DoorFile file = DoorFile.of(manifest, stretch.media());
                if (file.kind() != MediaKind.SLOGAN) {
                    paths.add(file.path());
                }
            }
        }
        for (String path : paths) {
            empty(xml, "prefetch", "src", base + path);
        }
    }

    private void item(XMLStreamWriter xml, Stretch stretch) throws XMLStreamException {
        if (stretch.picture() != null) {
            open(xml, "img", stretch.picture(), "image/png", stretch);
            xml.writeEndElement();
            return;
        }
        DoorFile file = DoorFile.of(manifest, stretch.media());
        open(
                xml,
                switch (file.kind()) {
                    case VIDEO -> "video";
                    case IMAGE -> "img";
                    case SLOGAN -> "text";
                },
                file.path(),
                file.kind() == MediaKind.SLOGAN ? "text/html" : file.type(),
                stretch);
        if (stretch.repeats()) {
            xml.writeAttribute("repeatCount", "indefinite");
        }
        if (file.kind() == MediaKind.VIDEO && !stretch.sound()) {
            xml.writeAttribute("soundLevel", "0%");
        }
        if (stretch.sight() == Sight.PLAY) {
            Duration run = stretch.repeats() ? Programme.runOf(manifest, stretch.media()) : stretch.length();
            empty(xml, "param", "name", "logContentId", "value", ContentId.of(stretch, run));
            empty(xml, "param", "name", "title", "value", file.title());
        }
        xml.writeEndElement();
    }

    private void open(XMLStreamWriter xml, String element, String path, String type, Stretch stretch)
            throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeAttribute("src", base + path);
        xml.writeAttribute("type", type);
        xml.writeAttribute("region", "all");
        xml.writeAttribute("fit", "meetBest");
        xml.writeAttribute(
                "begin", "wallclock(" + WALL_CLOCK.format(stretch.from().atZone(zone)) + ")");
        xml.writeAttribute(
                "end", "wallclock(" + WALL_CLOCK.format(stretch.until().atZone(zone)) + ")");
    }

    private static void empty(XMLStreamWriter xml, String element, String... attributes) throws XMLStreamException {
        xml.writeEmptyElement(element);
        for (int i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute(attributes[i], attributes[i + 1]);
        }
    }

    private static void text(XMLStreamWriter xml, String element, String text) throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }
}
