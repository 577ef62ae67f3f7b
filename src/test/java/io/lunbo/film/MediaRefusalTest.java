package io.lunbo.film;

import io.lunbo.film.MediaRefusal.Reason;
import io.lunbo.web.Texts;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MediaRefusalTest {
    private final Texts texts = new Texts();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    EMPTY_FILE                 |                     | The uploaded file has no content.
                    UNKNOWN_FORMAT             |                     | its format is not known
                    ANIMATED_PICTURE           | image/webp          | an animated picture (image/webp)
                    UNREADABLE                 | moov atom not found | it cannot be opened (moov atom not found)
                    NO_PICTURE                 |                     | there is no picture in it
                    UNSUPPORTED_CODEC          | hevc                | coded as hevc
                    TOO_MANY_STREAMS           | 9                   | 9 streams is beyond the limit of 8
                    TOO_MANY_PIXELS            | 60000x60000         | A picture of 60000x60000 pixels
                    TOO_MANY_FRAMES_PER_SECOND | 120.0               | 120.0 frames per second
                    TOO_LONG                   | 9000 s              | A length of 9000 s is beyond the limit of 2 hours
                    TRUNCATED                  | 1234 of 5678 ms     | it ends after 1.2 of 5.7 seconds
                    TRUNCATED                  | partial file        | the decoder says "partial file"
                    DAMAGED                    | it's {0} bad       | it is damaged (it's {0} bad)
                    TOO_COSTLY                 | ran past PT1M       | (ran past PT1M)
                    EMPTY_TEXT                 |                     | no text to show
                    TEXT_TOO_LONG              | 10000 > 200         | The slogan has 10000 characters; 200 are allowed.
                    FORBIDDEN_CHARACTER        | U+0000 at 1         | Character 2 (U+0000) cannot be used
                    """)
    void everyReasonIsSaidWithWhatWasFound(Reason reason, String detail, String sentence) {
        var problem = new MediaRefusal(reason, detail == null ? "" : detail).problem();

        assertThat(said(problem, Locale.ENGLISH)).contains(sentence);
        assertThat(said(problem, Locale.SIMPLIFIED_CHINESE)).isNotEqualTo(said(problem, Locale.ENGLISH));
    }

    private String said(io.lunbo.web.Problem problem, Locale language) {
        return problem.sentence(texts, language);
    }
}
