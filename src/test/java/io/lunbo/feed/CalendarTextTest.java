package io.lunbo.feed;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CalendarTextTest {
    private static final Instant AT = Instant.parse("2023-04-20T01:00:00Z");

    @Test
    void longLinesAreFoldedAt75OctetsAndUnfoldToWhatWasSaid() {
        String summary = "加强知识产权法治保障，有力支持全面创新 ".repeat(20).strip();

        String text = new CalendarText("人民广场")
                .event("u@lunbo", 3, AT, AT, AT.plusSeconds(60), summary, "")
                .done();

        assertThat(text.split("\r\n"))
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75));
        assertThat(text.replace("\r\n ", "")).contains("SUMMARY:" + summary + "\r\n");
        assertThat(text).doesNotContain("\uFFFD").endsWith("END:VCALENDAR\r\n");
    }

    @Test
    void wordsCannotBreakOutOfTheirLine() {
        String text = new CalendarText("x")
                .event("u", 0, AT, AT, AT, "a;b,c\\d\r\nBEGIN:VEVENT\nATTACH:x\u0000", "")
                .done();

        assertThat(text).contains("SUMMARY:a\\;b\\,c\\\\d\\nBEGIN:VEVENT\\nATTACH:x\r\n");
        assertThat(text.split("\r\nBEGIN:VEVENT")).hasSize(2);
    }
}
