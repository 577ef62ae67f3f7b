package io.lunbo.ruling;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** The profile that a screen goes by; no row: the standard one. */
@Entity
@Table(name = "screen_rule_profiles")
class ScreenProfile {
    @Id
    @Column(name = "screen_id")
    private UUID screenId;

    @Column(name = "profile_id")
    private UUID profileId;

    /** For Hibernate. */
    protected ScreenProfile() {}

    ScreenProfile(UUID screenId) {
        this.screenId = screenId;
    }

    UUID screenId() {
        return screenId;
    }

    UUID profileId() {
        return profileId;
    }

    void goBy(UUID otherProfileId) {
        this.profileId = otherProfileId;
    }
}
