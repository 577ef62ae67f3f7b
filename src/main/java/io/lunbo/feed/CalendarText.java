package io.lunbo.feed;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** A calendar as RFC 5545 writes it: escaped, folded at 75 octets, lines ended by CRLF. */
final class CalendarText {
    private static final int LONGEST_OCTETS = 75;
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd");

    private final StringBuilder text = new StringBuilder(8192);

    CalendarText(String name) {
        line("BEGIN:VCALENDAR");
        line("VERSION:2.0");
        line("PRODID:-//Lunbo//Lunbo//ZH");
        line("CALSCALE:GREGORIAN");
        line("METHOD:PUBLISH");
        line("X-WR-CALNAME:" + escaped(name));
        line("REFRESH-INTERVAL;VALUE=DURATION:PT15M");
    }

    /** An event from one instant to another. */
    CalendarText event(
            String uid, int sequence, Instant stamp, Instant from, Instant until, String summary, String description) {
        begin(uid, sequence, stamp);
        line("DTSTART:" + UTC.format(from));
        line("DTEND:" + UTC.format(until));
        return end(summary, description);
    }

    /** An event of whole days, both inclusive. */
    CalendarText days(
            String uid, int sequence, Instant stamp, LocalDate from, LocalDate until, String summary, String said) {
        begin(uid, sequence, stamp);
        line("DTSTART;VALUE=DATE:" + DAY.format(from));
        line("DTEND;VALUE=DATE:" + DAY.format(until.plusDays(1)));
        line("TRANSP:TRANSPARENT");
        return end(summary, said);
    }

    /** The whole calendar. */
    String done() {
        return text + "END:VCALENDAR\r\n";
    }

    private void begin(String uid, int sequence, Instant stamp) {
        line("BEGIN:VEVENT");
        line("UID:" + escaped(uid));
        line("SEQUENCE:" + sequence);
        line("DTSTAMP:" + UTC.format(stamp));
    }

    private CalendarText end(String summary, String description) {
        line("SUMMARY:" + escaped(summary));
        if (!description.isEmpty()) {
            line("DESCRIPTION:" + escaped(description));
        }
        line("END:VEVENT");
        return this;
    }

    static String escaped(String plain) {
        return plain.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replaceAll("\r\n|\r|\n", "\\\\n")
                .replaceAll("\\p{Cntrl}", "");
    }

    /** Folds between characters, never inside of one. */
    private void line(String content) {
        int octets = 0;
        for (int i = 0; i < content.length(); ) {
            int character = content.codePointAt(i);
            String one = Character.toString(character);
            int size = one.getBytes(StandardCharsets.UTF_8).length;
            if (octets + size > LONGEST_OCTETS) {
                text.append("\r\n ");
                octets = 1;
            }
            text.append(one);
            octets += size;
            i += one.length();
        }
        text.append("\r\n");
    }
}
