package io.lunbo.occasion;

import io.lunbo.occasion.Timeliness.Known;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.annotations.UuidGenerator;

/** A feast, day or week that slogans speak of (节日、纪念日、宣传周). */
@Entity
@Table(name = "occasions")
public class Occasion {
    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    private String name;
    private String words;
    private String dates;

    @Version
    private int version;

    /**
     * What is said of an occasion.
     *
     * @param name as people say it
     * @param words other words for it, separated by commas; may be empty
     * @param dates as {@link OccasionDates} reads them
     */
    public record OccasionFacts(
            @NotBlank @Size(max = 60) @Pattern(regexp = PLAIN, message = "{lunbo.plain}")
            String name,

            @NotNull @Size(max = 500) @Pattern(regexp = PLAIN, message = "{lunbo.plain}")
            String words,

            @NotBlank @Size(max = 2000) @Pattern(regexp = PLAIN, message = "{lunbo.plain}")
            String dates) {
        private static final String PLAIN = "[^\\p{Cc}\\p{Cs}]*";
    }

    /** For Hibernate. */
    protected Occasion() {}

    Occasion(OccasionFacts facts, OccasionDates when) {
        become(facts, when);
    }

    final void become(OccasionFacts facts, OccasionDates when) {
        this.name = facts.name().strip();
        this.words = String.join(", ", split(facts.words()).toList());
        this.dates = when.toString();
    }

    private static Stream<String> split(String words) {
        return Arrays.stream(words.split("[,，;；、]")).map(String::strip).filter(word -> !word.isEmpty());
    }

    /** The occasion's id. */
    public UUID id() {
        return id;
    }

    /** As people say it. */
    public String name() {
        return name;
    }

    /** Other words for it, separated by commas. */
    public String words() {
        return words;
    }

    /** When it is, as it was written. */
    public String dates() {
        return dates;
    }

    /** Counts its changes. */
    public int version() {
        return version;
    }

    /** The same, to ask it of texts. */
    public Known known() {
        return new Known(name, Stream.concat(Stream.of(name), split(words)).toList(), OccasionDates.parse(dates));
    }

    List<String> wordList() {
        return split(words).toList();
    }
}
