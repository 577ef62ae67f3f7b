package io.lunbo.takeover;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What the law asks of a warning (突发事件应对法): none of the eight may be missing. It is plain text; nothing in it is executed or drawn
 * but its characters.
 *
 * @param category what happens (类别), e.g. 暴雨
 * @param level how grave it is (级别)
 * @param startsAt from when on (起始时间)
 * @param area what may be touched by it (可能影响范围)
 * @param warning what to beware of (警示事项)
 * @param measures what to do (应采取的措施)
 * @param issuer who says so (发布单位)
 * @param issuedAt when that was said (发布时间)
 */
@Embeddable
public record Notice(
        @NotBlank @Size(max = 40) @Pattern(regexp = PLAIN, message = "{lunbo.plain}")
        String category,

        @NotNull @Enumerated(EnumType.STRING) @Column(name = "alert_level")
        AlertLevel level,

        @NotNull @Column(name = "starts_at") Instant startsAt,

        @NotBlank @Size(max = 200) @Pattern(regexp = PLAIN, message = "{lunbo.plain}")
        String area,

        @NotBlank @Size(max = 300) @Pattern(regexp = PLAIN, message = "{lunbo.plain}")
        String warning,

        @NotBlank @Size(max = 300) @Pattern(regexp = PLAIN, message = "{lunbo.plain}")
        String measures,

        @NotBlank @Size(max = 60) @Pattern(regexp = PLAIN, message = "{lunbo.plain}")
        String issuer,

        @NotNull @Column(name = "issued_at") Instant issuedAt) {
    /** Characters that can be read, no controls and no line ends. */
    static final String PLAIN = "[^\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cn}\\u2028\\u2029]*";

    /** What a person has written of it, by field, in the law's order; what is missing is left out. */
    public Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("category", category);
        words.put("area", area);
        words.put("warning", warning);
        words.put("measures", measures);
        words.put("issuer", issuer);
        words.values().removeIf(Objects::isNull);
        return words;
    }
}
