package io.lunbo.site;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;

/**
 * What is said of a site.
 *
 * @param code a short stable name
 * @param name the name as people say it
 * @param address the address in words; may be absent
 * @param latitude degrees north (WGS 84), five decimals; both coordinates or none
 * @param longitude degrees east
 * @param owner whose it is; may be absent
 * @param operator who runs it; may be absent
 * @param reviewer who reviews what is shown there; may be absent
 */
public record SiteFacts(
        @NotNull @Pattern(regexp = CODE, message = "{lunbo.code}")
        String code,

        @NotBlank @Size(max = 100) @Pattern(regexp = PLAIN, message = "{lunbo.plain}")
        String name,

        @Size(max = 200) @Pattern(regexp = PLAIN, message = "{lunbo.plain}")
        String address,

        @DecimalMin("-90") @DecimalMax("90") @Digits(integer = 2, fraction = 5)
        BigDecimal latitude,

        @DecimalMin("-180") @DecimalMax("180") @Digits(integer = 3, fraction = 5)
        BigDecimal longitude,

        @Size(max = 100) @Pattern(regexp = PLAIN, message = "{lunbo.plain}")
        String owner,

        @Size(max = 100) @Pattern(regexp = PLAIN, message = "{lunbo.plain}")
        String operator,

        @Size(max = 100) @Pattern(regexp = PLAIN, message = "{lunbo.plain}")
        String reviewer) {
    /** Short stable names. */
    public static final String CODE = "[a-z0-9-]{2,64}";

    /** One line of text. */
    public static final String PLAIN = "[^\\p{Cc}\\p{Cs}]*";

    /** Whether both coordinates are known, or neither. */
    @AssertTrue(message = "{lunbo.wholePlace}")
    public boolean isWholePlace() {
        return (latitude == null) == (longitude == null);
    }
}
