package io.lunbo.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Instants on the wire: RFC 3339, UTC, always with milliseconds. */
public final class WireTime {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private WireTime() {}

    /** E.g. {@code 2023-04-20T01:00:00.000Z}; below the millisecond is cut. */
    public static String format(Instant instant) {
        return FORMAT.format(instant);
    }

    /** What makes every JSON answer write instants this way. */
    static Module module() {
        return new SimpleModule("lunbo-wire-time")
                .addSerializer(ZoneId.class, new ToStringSerializer(ZoneId.class))
                .addSerializer(Instant.class, new StdScalarSerializer<>(Instant.class) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public void serialize(Instant value, JsonGenerator json, SerializerProvider provider)
                            throws IOException {
                        json.writeString(format(value));
                    }
                });
    }

    /** The same date, null where there is none; 404 for years from which no database counts days: no page and no document has them. */
    public static LocalDate ofCalendar(LocalDate date) {
        if (date != null && (date.getYear() < 1900 || date.getYear() >= 3000)) {
            throw Problem.of(ProblemType.NOT_FOUND);
        }
        return date;
    }
}
