package io.lunbo.runningorder;

import io.lunbo.media.MediaKind;
import io.lunbo.runningorder.RunningOrder.Line;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A sheet as standard A-SMIL (SMIL 3.0): each play between two instants of the wall clock, each with the id that players log.
 *
 * <p>Media are named by their hash beside the document ({@code media/<sha256>.<ending>}), so that the document stands on its
 * own; what is shown first is fetched first.
 */
final class SmilWriting {
    private static final String NAMESPACE = "http://www.w3.org/ns/SMIL";
    private static final DateTimeFormatter WALL_CLOCK = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx");
    private static final Map<String, String> ENDINGS = Map.of(
            "video/mp4", ".mp4",
            "video/webm", ".webm",
            "image/png", ".png",
            "image/jpeg", ".jpg",
            "text/plain", ".txt");

    private SmilWriting() {}

    static byte[] smil(RunningOrder order) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256 * 1024);
        try {
            XMLStreamWriter xml =
                    XMLOutputFactory.newFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeStartElement("smil");
            xml.writeDefaultNamespace(NAMESPACE);
            head(xml, order);
            xml.writeStartElement("body");
            xml.writeStartElement("par");
            prefetches(xml, order);
            for (Line line : order.lines()) {
                item(xml, line);
            }
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static void head(XMLStreamWriter xml, RunningOrder order) throws XMLStreamException {
        xml.writeStartElement("head");
        meta(
                xml,
                "title",
                order.screen().name() + " " + order.sheet().date() + " v"
                        + order.sheet().version());
        meta(xml, "lunbo-sheet", order.sheet().sha256());
        xml.writeStartElement("layout");
        xml.writeEmptyElement("root-layout");
        xml.writeAttribute("width", Integer.toString(order.screen().widthPx()));
        xml.writeAttribute("height", Integer.toString(order.screen().heightPx()));
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static void meta(XMLStreamWriter xml, String name, String content) throws XMLStreamException {
        xml.writeEmptyElement("meta");
        xml.writeAttribute("name", name);
        xml.writeAttribute("content", content);
    }

    private static void prefetches(XMLStreamWriter xml, RunningOrder order) throws XMLStreamException {
        Map<String, String> sources = new LinkedHashMap<>();
        order.lines().forEach(line -> sources.putIfAbsent(line.file(), source(line)));
        for (String source : sources.values()) {
            xml.writeEmptyElement("prefetch");
            xml.writeAttribute("src", source);
        }
    }

    private static void item(XMLStreamWriter xml, Line line) throws XMLStreamException {
        MediaKind kind = line.media() == null ? MediaKind.VIDEO : line.media().kind();
        xml.writeStartElement(
                switch (kind) {
                    case VIDEO -> "video";
                    case IMAGE -> "img";
                    case SLOGAN -> "text";
                });
        xml.writeAttribute("src", source(line));
        xml.writeAttribute("type", line.type());
        xml.writeAttribute("begin", "wallclock(" + line.from().format(WALL_CLOCK) + ")");
        xml.writeAttribute("end", "wallclock(" + line.until().format(WALL_CLOCK) + ")");
        param(xml, "logContentId", line.file() + "/" + line.spot());
        param(xml, "title", line.title());
        xml.writeEndElement();
    }

    private static void param(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeEmptyElement("param");
        xml.writeAttribute("name", name);
        xml.writeAttribute("value", value);
    }

    private static String source(Line line) {
        return "media/" + line.file() + ENDINGS.getOrDefault(line.type(), "");
    }
}
