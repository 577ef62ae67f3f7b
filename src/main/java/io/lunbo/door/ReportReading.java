package io.lunbo.door;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.WireTime;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads what SMIL players report: plays as records of the play log, errors as faults. Elements are told by their local names, since
 * players differ in the namespace.
 */
final class ReportReading {
    private static final int MOST = 100_000;
    private static final int LONGEST_TEXT = 1_000;
    private static final int MOST_FAULTS = 20;
    /** Both ends are whole seconds: a play that lasted its time can look a second shorter. */
    private static final Duration ROUNDING = Duration.ofSeconds(1);

    private final ZoneId zone;
    private final UUID playerId;

    /**
     * What a report says.
     *
     * @param plays as records of the play log; what cannot be read is left for the log to refuse and keep
     * @param faults the newest errors, as heartbeats tell them; null where the report is about something else
     */
    record Report(List<JsonNode> plays, List<JsonNode> faults) {}

    /**
     * @param zone that times without an offset are in
     * @param playerId whose report it is
     */
    ReportReading(ZoneId zone, UUID playerId) {
        this.zone = zone;
        this.playerId = playerId;
    }

    /** @throws Problem malformed where it is no report, or one with a document type, entities or too much in it */
    Report read(byte[] xml) {
        List<JsonNode> plays = new ArrayList<>();
        List<JsonNode> faults = new ArrayList<>();
        boolean report = false;
        boolean events = false;
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new ByteArrayInputStream(xml));
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                    throw Problem.of(ProblemType.MALFORMED_REQUEST);
                }
                if (event != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                switch (reader.getLocalName()) {
                    case "report" -> report = true;
                    case "contentPlayed" -> plays.add(play(children(reader)));
                    case "playerEventLog" -> events = true;
                    case "event" -> addFault(faults, children(reader));
                    default -> {}
                }
                if (plays.size() > MOST) {
                    throw Problem.of(ProblemType.BODY_TOO_LARGE);
                }
            }
        } catch (XMLStreamException e) {
            throw Problem.of(ProblemType.MALFORMED_REQUEST);
        }
        if (!report) {
            throw Problem.of(ProblemType.MALFORMED_REQUEST);
        }
        return new Report(plays, events ? faults : null);
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return factory;
    }

    /** The texts of an element's children by their names; what stands deeper is read as part of them. */
    private static Map<String, String> children(XMLStreamReader reader) throws XMLStreamException {
        Map<String, String> texts = new HashMap<>();
        String name = null;
        int depth = 1;
        while (depth > 0) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    name = depth == 2 ? reader.getLocalName() : name;
                    if (depth > 2 && reader.getAttributeValue(null, "content") != null) {
                        append(texts, name, reader.getAttributeValue(null, "content") + " ");
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (depth > 1) {
                        append(texts, name, reader.getText());
                    }
                }
                case XMLStreamConstants.ENTITY_REFERENCE -> throw Problem.of(ProblemType.MALFORMED_REQUEST);
                default -> {}
            }
        }
        texts.replaceAll((key, text) -> text.strip());
        return texts;
    }

    private static void append(Map<String, String> texts, String name, String more) {
        texts.merge(name, more, (one, other) -> one.length() + other.length() > LONGEST_TEXT ? one : one + other);
    }

    private JsonNode play(Map<String, String> said) {
        ContentId content = ContentId.read(said.getOrDefault("contentId", ""));
        String startTime = said.getOrDefault("startTime", "");
        Instant start = instant(startTime);
        Instant end = instant(said.getOrDefault("endTime", ""));
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        String name = playerId + "\n" + content.media() + "\n" + (start == null ? startTime : start);
        record.put(
                "id",
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
        record.put("media", content.media());
        record.put("startedAt", start == null ? startTime : WireTime.format(start));
        if (start != null && end != null) {
            Duration shown = Duration.between(start, end);
            boolean whole = content.durationMs() == null
                    || !shown.plus(ROUNDING).minusMillis(content.durationMs()).isNegative();
            record.put("durationMs", whole && content.durationMs() != null ? content.durationMs() : shown.toMillis());
            record.put("outcome", whole ? "COMPLETED" : "PARTIAL");
        }
        record.put("spot", content.spot());
        record.put("takeover", content.takeover());
        return record;
    }

    private void addFault(List<JsonNode> faults, Map<String, String> event) {
        String type = event.getOrDefault("eventType", "");
        if (!type.equals("error") && !type.equals("critical")) {
            return;
        }
        ObjectNode fault = JsonNodeFactory.instance.objectNode();
        fault.put("code", cut(event.getOrDefault("eventName", "UNKNOWN"), 64));
        fault.put("detail", cut(event.getOrDefault("metadata", ""), 500));
        Instant since = instant(event.getOrDefault("eventTime", ""));
        fault.put("since", since == null ? null : WireTime.format(since));
        faults.add(fault);
        if (faults.size() > MOST_FAULTS) {
            faults.remove(0);
        }
    }

    private static String cut(String text, int most) {
        String plain = DoorFile.plain(text);
        return plain.codePointCount(0, plain.length()) <= most
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, most));
    }

    /** ISO 8601 with an offset or in the screen's zone, also with a blank for the T; null where it is none. */
    private Instant instant(String text) {
        String iso = text.replace(' ', 'T');
        try {
            Instant found = iso.matches(".*T.*([Zz]|[+-]\\d\\d:\\d\\d)")
                    ? OffsetDateTime.parse(iso).toInstant()
                    : LocalDateTime.parse(iso).atZone(zone).toInstant();
            return found.truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException e) {
            return null; // the play log refuses the record and keeps it with what was written
        }
    }
}
