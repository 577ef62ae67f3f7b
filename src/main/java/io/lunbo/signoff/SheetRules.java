package io.lunbo.signoff;

import io.lunbo.screen.Screen;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A unit's rules for the sheets of its screens. */
@Entity
@Table(name = "sheet_rules")
public class SheetRules {
    /** What a time of freezing looks like. */
    public static final String FREEZE = "([01]\\d|2[0-3]):[0-5]\\d|off";

    static final String OFF = "off";

    @Id
    @Column(name = "unit_id")
    private UUID unitId;

    private int signatures;

    @Column(name = "freeze_at")
    private String freezeAt;

    @Version
    private Integer version;

    /** For Hibernate. */
    protected SheetRules() {}

    SheetRules(UUID unitId, int signatures, String freezeAt) {
        this.unitId = unitId;
        become(signatures, freezeAt);
    }

    final void become(int newSignatures, String newFreezeAt) {
        this.signatures = newSignatures;
        this.freezeAt = newFreezeAt;
    }

    /** Whose rules. */
    public UUID unitId() {
        return unitId;
    }

    /** How many people sign a sheet before it is published; 0: nobody has to. */
    public int signatures() {
        return signatures;
    }

    /** {@code HH:MM} of the day before, or {@code off}. */
    public String freezeAt() {
        return freezeAt;
    }

    /** From when on a day is frozen; empty where it never is. */
    public Optional<Instant> frozenFrom(Screen screen, LocalDate date) {
        return freezeAt.equals(OFF)
                ? Optional.empty()
                : Optional.of(date.minusDays(1)
                        .atTime(LocalTime.parse(freezeAt))
                        .atZone(screen.timeZone())
                        .toInstant());
    }

    /** Counts the changes; 0 where nobody has said anything yet. */
    public int tag() {
        return version == null ? 0 : version + 1;
    }

    Map<String, ?> state() {
        return Map.of("signatures", signatures, "freeze", freezeAt);
    }
}
