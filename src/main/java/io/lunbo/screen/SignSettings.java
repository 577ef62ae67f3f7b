package io.lunbo.screen;

import io.lunbo.slogan.SignCharset;
import io.lunbo.slogan.SignPace;
import io.lunbo.slogan.SignPace.Remark;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.Texts.Phrase;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/**
 * How a screen shows texts; a wall has them too, but only its pace counts there.
 *
 * @param charset what the font of its controller has
 * @param rows lines of text one above the other
 * @param charactersPerSecond full-width characters that pass in a second where a text moves
 * @param shortestHoldMs how long a standing page is held at least
 * @param pitchMm from dot to dot, for how far away a character can be read; of a P10 board 10
 */
@Embeddable
public record SignSettings(
        @NotNull @Enumerated(EnumType.STRING) @Column(name = "sign_charset")
        SignCharset charset,

        @NotNull @Min(1) @Max(8) @Column(name = "sign_rows") Integer rows,

        @NotNull @DecimalMin("0") @DecimalMax("1000") @Column(name = "sign_speed")
        Double charactersPerSecond,

        @NotNull @Min(0) @Max(86_400_000) @Column(name = "sign_hold_ms")
        Long shortestHoldMs,

        @NotNull @DecimalMin("0.5") @DecimalMax("100") @Column(name = "sign_pitch_mm")
        Double pitchMm) {
    /** What is taken where nobody says another: an assumption, to be seen and changed. */
    public static final SignSettings USUAL = new SignSettings(
            SignCharset.GB2312, 1, SignPace.USUAL.charactersPerSecond(), SignPace.USUAL.shortestHoldMs(), 10.0);

    private static final int LOWEST_ROW = 16;

    /** How long pages are held and how fast texts move. */
    public SignPace pace() {
        return new SignPace(charactersPerSecond, shortestHoldMs);
    }

    /** What rules and findings say of the pace, as sentences. */
    public List<Phrase> sentences() {
        return pace().remarks().stream().map(this::sentence).toList();
    }

    /** What a rule or finding says of the pace. */
    public Phrase sentence(Remark remark) {
        return new Phrase(remark.key(), charactersPerSecond, shortestHoldMs / 1000.0, remark.source());
    }

    /** Refuses a pace that nobody can read, and rows too low for a character. */
    void refuseUnusable(int heightPx) {
        for (Remark remark : pace().remarks()) {
            if (remark.refusal()) {
                ProblemType type = remark.aboutSpeed() ? ProblemType.SIGN_SPEED_REFUSED : ProblemType.SIGN_HOLD_REFUSED;
                throw Problem.of(type, sentence(remark))
                        .with("remark", remark.name())
                        .with("source", remark.source());
            }
        }
        if (rows > 1 && heightPx / rows < LOWEST_ROW) {
            throw Problem.of(ProblemType.SIGN_ROWS_TOO_LOW, rows, heightPx, heightPx / rows, LOWEST_ROW);
        }
    }
}
