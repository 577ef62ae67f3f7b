package io.lunbo.outage;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;

/**
 * What is said of an outage when it is entered.
 *
 * @param cause why
 * @param from when it began, or will
 * @param until when it ended, or will; null: it goes on
 * @param evidence what proves it: number of the order, notice of the power company, photo archive
 */
public record OutageFacts(
        @NotNull OutageCause cause,
        @NotNull Instant from,
        Instant until,

        @NotBlank @Size(max = 1000) @Pattern(regexp = "[^\\p{Cs}\\u0000-\\u0008]*")
        String evidence) {}
