package io.lunbo.demo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** The first campaign that Lunbo was built for, as its plan says it; read from the resource, never written in code. */
@JsonIgnoreProperties(ignoreUnknown = true)
record DemoCampaign(
        Facts campaign,
        List<PartOfUnit> units,
        List<DemoScreen> screens,
        List<DemoFilm> videos,
        Slogans slogans,
        List<Announcement> announcements) {

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Facts(
            String code,
            String name,
            String theme,
            LocalDate from,
            LocalDate until,
            String timeZone,
            String basis,
            LocalDate reportDue) {}

    record PartOfUnit(String code, String name, String part) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record DemoScreen(
            String code,
            String name,
            String kind,
            int widthPx,
            int heightPx,
            String color,
            String hours,
            String operator,
            List<String> assumed) {}

    record DemoFilm(String title, int seconds) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Slogans(List<String> campaign, List<String> usable, List<String> tooLong) {}

    /** A text that stands on the signs at fixed times. */
    record Announcement(OffsetDateTime at, OffsetDateTime until, int everyMinutes, String text) {
        List<Instant> times() {
            List<Instant> times = new ArrayList<>();
            for (OffsetDateTime time = at; time.isBefore(until); time = time.plusMinutes(everyMinutes)) {
                times.add(time.toInstant());
            }
            return times;
        }
    }

    static DemoCampaign read() {
        JsonMapper yaml = JsonMapper.builder(new YAMLFactory())
                .addModule(new JavaTimeModule())
                .build();
        try (InputStream resource = DemoCampaign.class.getResourceAsStream("/demo/ip-week-2023.yaml")) {
            return yaml.readValue(resource, DemoCampaign.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
