package io.lunbo.alarm;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lunbo.web.Texts;
import io.lunbo.web.WireTime;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Alarms in words, and in the forms that group robots read. */
@ApplicationScoped
class AlarmMessage {
    private static final Locale LANGUAGE = Texts.LANGUAGES.get(0);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Texts texts;
    private final AlarmConfig config;

    AlarmMessage(Texts texts, AlarmConfig config) {
        this.texts = texts;
        this.config = config;
    }

    String title(List<Alarm> alarms) {
        return texts.of(LANGUAGE, "alarm_message_title", alarms.size());
    }

    /** One line for each. */
    String text(List<Alarm> alarms) {
        return alarms.stream().map(this::line).collect(Collectors.joining("\n"));
    }

    /** The body that the robot is sent. */
    String body(List<Alarm> alarms) throws IOException {
        String lines = alarms.stream().map(alarm -> "> " + line(alarm)).collect(Collectors.joining("\n\n"));
        String markdown = "### " + title(alarms) + "\n\n" + lines;
        return JSON.writeValueAsString(
                switch (config.format()) {
                    case WECOM -> Map.of("msgtype", "markdown", "markdown", Map.of("content", markdown));
                    case DINGTALK ->
                        Map.of("msgtype", "markdown", "markdown", Map.of("title", title(alarms), "text", markdown));
                    case JSON ->
                        Map.of(
                                "alarms",
                                alarms.stream().map(AlarmMessage::plain).toList());
                });
    }

    private static Map<String, String> plain(Alarm alarm) {
        return Map.of(
                "id", alarm.id().toString(),
                "kind", alarm.kind().name(),
                "screen", alarm.screen().code(),
                "name", alarm.screen().name(),
                "detail", alarm.detail(),
                "since", WireTime.format(alarm.sinceAt()));
    }

    private String line(Alarm alarm) {
        String since = DateTimeFormatter.ofPattern("MM-dd HH:mm:ss")
                .withZone(alarm.screen().timeZone())
                .format(alarm.sinceAt());
        return texts.of(
                LANGUAGE,
                "alarm_message_line",
                texts.of(LANGUAGE, alarm.kind().key()),
                alarm.screen().name(),
                since,
                alarm.detail());
    }
}
