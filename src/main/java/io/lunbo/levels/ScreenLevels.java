package io.lunbo.levels;

import io.lunbo.daypart.Daypart;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** The brightness and volume of one screen that has rules of its own. */
@Entity
@Table(name = "screen_levels")
public class ScreenLevels {
    @Id
    @Column(name = "screen_id")
    private UUID screenId;

    @Column(name = "day_from")
    private String dayFrom;

    @Column(name = "night_from")
    private String nightFrom;

    @Column(name = "night_at_sunset")
    private boolean nightAtSunset;

    @Column(name = "day_level")
    private int day;

    @Column(name = "night_level")
    private int night;

    private int volume;

    @Column(name = "quiet_from")
    private String quietFrom;

    @Column(name = "quiet_until")
    private String quietUntil;

    private String mute;

    @Column(name = "half_hours")
    private boolean halfHours;

    @Version
    private int version;

    /** For Hibernate. */
    protected ScreenLevels() {}

    ScreenLevels(UUID screenId) {
        this.screenId = screenId;
    }

    void become(LevelRules rules) {
        dayFrom = rules.dayFrom().toString();
        nightFrom = rules.nightFrom().toString();
        nightAtSunset = rules.nightAtSunset();
        day = rules.day();
        night = rules.night();
        volume = rules.volume();
        quietFrom = rules.quietFrom().toString();
        quietUntil = rules.quietUntil().toString();
        mute = rules.mute().stream().map(Daypart::toString).collect(Collectors.joining(","));
        halfHours = rules.halfHours();
    }

    /** How often they were changed. */
    public int version() {
        return version;
    }

    /** The rules as a value. */
    public LevelRules rules() {
        return new LevelRules(
                LocalTime.parse(dayFrom),
                LocalTime.parse(nightFrom),
                nightAtSunset,
                day,
                night,
                volume,
                LocalTime.parse(quietFrom),
                LocalTime.parse(quietUntil),
                mute.isEmpty() ? List.of() : Daypart.parseList(mute),
                halfHours);
    }
}
